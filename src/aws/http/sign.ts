import { SignatureV4 } from "@smithy/signature-v4";
import type { Context } from "../../engine/context.ts";
import type { Clients } from "../clients.ts";
import { refusePlain } from "./plain-http.ts";

/** Credentials. */
export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** The headers of a POST to a deployed API whose callers must sign, or to another service: the given ones and the signature's,
 * by the caller or by other credentials. */
export async function signed(
  {
    clients,
    config,
    clock,
  }: Pick<Context<{ readonly region: string }, Pick<Clients, "apigateway">>, "clients" | "config" | "clock">,
  url: string,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array | string,
  { service = "execute-api", by }: { readonly service?: string; readonly by?: Keys } = {},
): Promise<Record<string, string>> {
  const { host, hostname, pathname, protocol, searchParams } = new URL(url);
  const query = Object.fromEntries(searchParams);
  const { credentials: ask, sha256 } = clients.apigateway.config;
  const credentials = by ?? (await ask());
  refusePlain({ protocol, hostname }, credentials);
  const signer = new SignatureV4({ service, region: config.region, credentials, sha256 });
  const request = { method: "POST", protocol, hostname, path: pathname, query, headers: { ...headers, host }, body };
  return (await signer.sign(request, { signingDate: new Date(clock.now()) })).headers;
}
