import { GetApiKeyCommand } from "@aws-sdk/client-api-gateway";
import type { Context } from "../context.ts";

/** An API key as its owner sees it. */
export interface ApiKeySeen {
  /** What callers send as `x-api-key`. */
  readonly value: string | undefined;
  /** When it was made, in milliseconds since 1970; 0 when unknown. */
  readonly made: number;
}

export async function apiKeyOf(ctx: Pick<Context, "clients">, apiKey: string): Promise<ApiKeySeen> {
  const seen = await ctx.clients.apigateway.send(new GetApiKeyCommand({ apiKey, includeValue: true }));
  return { value: seen.value, made: seen.createdDate?.getTime() ?? 0 };
}

/** The value of an API key, which callers send as `x-api-key`. */
export async function apiKeyValue(ctx: Pick<Context, "clients">, apiKey: string): Promise<string | undefined> {
  return (await apiKeyOf(ctx, apiKey)).value;
}
