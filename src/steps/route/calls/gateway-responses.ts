import {
  DeleteGatewayResponseCommand,
  GetGatewayResponseCommand,
  PutGatewayResponseCommand,
} from "@aws-sdk/client-api-gateway";
import { unless } from "../../../aws/faults.ts";
import { unlessUnsupported } from "../../../aws/unless-unsupported.ts";
import type { Context } from "../../context.ts";
import { REFUSALS, type GatewayResponseMapping } from "../../../mapping/cors.ts";

/** The headers of API Gateway's own refusals, by response type; undefined at an endpoint that does not have gateway responses. */
export type Refusals = Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;

/** The headers that these gateway responses set. */
export function headersOf(responses: Readonly<Record<string, GatewayResponseMapping>>): NonNullable<Refusals> {
  return Object.fromEntries(Object.entries(responses).map(([type, one]) => [type, one.responseParameters]));
}

/** What is there of the gateway responses that CORS sets. */
export async function findRefusals(ctx: Context, restApiId: string): Promise<Refusals> {
  const looks = REFUSALS.map(async (responseType) => {
    const seen = await unless(["NotFoundException"], () =>
      ctx.clients.apigateway.send(new GetGatewayResponseCommand({ restApiId, responseType })),
    );
    return [responseType, seen?.responseParameters ?? {}] as const;
  });
  const all = await unlessUnsupported(ctx, () => Promise.all(looks));
  return all && Object.fromEntries(all.filter(([, headers]) => Object.keys(headers).length > 0));
}

/** Puts a gateway response of each type, and gives what is there then. */
export async function putRefusals(
  ctx: Context,
  restApiId: string,
  wanted: Readonly<Record<string, GatewayResponseMapping>>,
): Promise<Refusals> {
  const puts = async (): Promise<Refusals> => {
    for (const responseType of REFUSALS) {
      const { responseParameters = {}, responseTemplates = {} } = wanted[responseType] ?? {};
      const texts = { responseParameters: { ...responseParameters }, responseTemplates: { ...responseTemplates } };
      await ctx.clients.apigateway.send(new PutGatewayResponseCommand({ restApiId, responseType, ...texts }));
    }
    return headersOf(wanted);
  };
  const put = await unlessUnsupported(ctx, puts);
  const text = `${ctx.config.endpoint} does not have gateway responses: browsers cannot read its own refusals.`;
  if (put === undefined) ctx.report.event({ type: "warning", text });
  return put;
}

/** Removes the gateway responses that CORS sets. */
export async function removeRefusals(ctx: Context, restApiId: string): Promise<void> {
  const remove = async (): Promise<void> => {
    for (const responseType of REFUSALS) {
      const command = new DeleteGatewayResponseCommand({ restApiId, responseType });
      await unless(["NotFoundException"], () => ctx.clients.apigateway.send(command));
    }
  };
  await unlessUnsupported(ctx, remove);
}
