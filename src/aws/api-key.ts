import { GetApiKeyCommand } from "@aws-sdk/client-api-gateway";
import type { Context } from "../core/context.ts";

/** The value of an API key, which callers send as `x-api-key`. */
export async function apiKeyValue(ctx: Pick<Context, "clients">, apiKey: string): Promise<string | undefined> {
  return (await ctx.clients.apigateway.send(new GetApiKeyCommand({ apiKey, includeValue: true }))).value;
}
