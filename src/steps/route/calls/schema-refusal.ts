import {
  DeleteGatewayResponseCommand,
  GetGatewayResponseCommand,
  PutGatewayResponseCommand,
} from "@aws-sdk/client-api-gateway";
import { unless } from "../../../aws/faults.ts";
import { unlessUnsupported } from "../../../aws/unless-unsupported.ts";
import { sameValue } from "../../../engine/same-json.ts";
import { corsIn, type GatewayResponseMapping } from "../../../mapping/cors.ts";
import { SCHEMA_REFUSAL, schemaRefusal } from "../../../mapping/response/schema-refusal.ts";
import type { Context } from "../../context.ts";

/** What a body that does not fit the schema is answered with; undefined at an endpoint that does not have gateway responses. */
export type Refusal = GatewayResponseMapping | undefined;

/** API Gateway's own words. */
export const usualRefusal: GatewayResponseMapping = { responseParameters: {}, responseTemplates: {} };

/** What the settings ask for. */
export function wantedRefusal({ config }: Context): GatewayResponseMapping {
  return schemaRefusal(corsIn(config));
}

/** What is there. */
export async function findRefusal(ctx: Context, restApiId: string): Promise<Refusal> {
  const command = new GetGatewayResponseCommand({ restApiId, responseType: SCHEMA_REFUSAL });
  const look = async (): Promise<GatewayResponseMapping> => {
    const seen = await unless(["NotFoundException"], () => ctx.clients.apigateway.send(command));
    const { responseParameters = {}, responseTemplates = {} } = seen ?? {};
    return { responseParameters, responseTemplates };
  };
  return unlessUnsupported(ctx, look);
}

/** Puts what the settings ask for, and gives what is there then. */
export async function putRefusal(ctx: Context, restApiId: string): Promise<Refusal> {
  const wanted = wantedRefusal(ctx);
  const responseParameters = { ...wanted.responseParameters };
  const responseTemplates = { ...wanted.responseTemplates };
  const input = { restApiId, responseType: SCHEMA_REFUSAL, responseParameters, responseTemplates } as const;
  const put = await unlessUnsupported(ctx, () => ctx.clients.apigateway.send(new PutGatewayResponseCommand(input)));
  if (put !== undefined) return wanted;
  const text = `${ctx.config.endpoint} does not have gateway responses: senders are not told what the schema refuses in a body.`;
  ctx.report.event({ type: "warning", text });
  return undefined;
}

/** Gives API Gateway its own words back, unless somebody else put others. */
export async function removeRefusal(ctx: Context, restApiId: string, seen: Refusal): Promise<void> {
  if (!sameValue(seen?.responseTemplates, wantedRefusal(ctx).responseTemplates)) return;
  const command = new DeleteGatewayResponseCommand({ restApiId, responseType: SCHEMA_REFUSAL });
  await unless(["NotFoundException"], () => ctx.clients.apigateway.send(command));
}
