import {
  DeleteGatewayResponseCommand,
  GetGatewayResponseCommand,
  PutGatewayResponseCommand,
  type GatewayResponseType,
} from "@aws-sdk/client-api-gateway";
import type { Context } from "../../engine/context.ts";
import type { Facts } from "../../engine/found.ts";
import { unless } from "../../aws/faults.ts";
import { unlessUnknown } from "../../aws/unless-unsupported.ts";

/** What API Gateway's own refusals carry, by response type; undefined at an endpoint that does not have gateway responses. */
export type Refusals = Facts["cors"]["refusals"];

const types: readonly GatewayResponseType[] = ["DEFAULT_4XX", "DEFAULT_5XX"];

export async function findRefusals(ctx: Context, restApiId: string): Promise<Refusals> {
  const looks = types.map(async (responseType) => {
    const seen = await unless(["NotFoundException"], () =>
      ctx.clients.apigateway.send(new GetGatewayResponseCommand({ restApiId, responseType })),
    );
    return [responseType, seen?.responseParameters ?? {}] as const;
  });
  const all = await unlessUnknown(ctx, () => Promise.all(looks));
  return all && Object.fromEntries(all.filter(([, headers]) => Object.keys(headers).length > 0));
}

/** Puts a gateway response of each type. */
export async function putRefusals(
  ctx: Context,
  restApiId: string,
  wanted: Readonly<
    Record<string, Readonly<Record<"responseParameters" | "responseTemplates", Readonly<Record<string, string>>>>>
  >,
): Promise<Refusals> {
  const puts = async (): Promise<Refusals> => {
    for (const responseType of types) {
      const { responseParameters = {}, responseTemplates = {} } = wanted[responseType] ?? {};
      const texts = { responseParameters: { ...responseParameters }, responseTemplates: { ...responseTemplates } };
      await ctx.clients.apigateway.send(new PutGatewayResponseCommand({ restApiId, responseType, ...texts }));
    }
    return Object.fromEntries(Object.entries(wanted).map(([type, one]) => [type, one.responseParameters]));
  };
  const put = await unlessUnknown(ctx, puts);
  const text = `${ctx.config.endpoint} does not have gateway responses: browsers cannot read its own refusals.`;
  if (put === undefined) ctx.report.event({ type: "warning", text });
  return put;
}

export async function removeRefusals(ctx: Context, restApiId: string): Promise<void> {
  const remove = async (): Promise<void> => {
    for (const responseType of types) {
      const command = new DeleteGatewayResponseCommand({ restApiId, responseType });
      await unless(["NotFoundException"], () => ctx.clients.apigateway.send(command));
    }
  };
  await unlessUnknown(ctx, remove);
}
