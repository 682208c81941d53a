import { createHash, createHmac, type Hash, type Hmac } from "node:crypto";
import { SignatureV4 } from "@smithy/signature-v4";
import type { Context } from "../../engine/context.ts";
import { refusePlain } from "./plain-http.ts";

/** The headers of a POST to a deployed API whose callers must sign: the given ones and the signature's. */
export async function signed(
  { clients, config, clock }: Pick<Context, "clients" | "config" | "clock">,
  url: string,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array | string,
): Promise<Record<string, string>> {
  const { host, hostname, pathname, protocol, searchParams } = new URL(url);
  const query = Object.fromEntries(searchParams);
  const credentials = await clients.apigateway.config.credentials();
  refusePlain({ protocol, hostname }, credentials);
  const signer = new SignatureV4({ service: "execute-api", region: config.region, credentials, sha256: Sha256 });
  const request = { method: "POST", protocol, hostname, path: pathname, query, headers: { ...headers, host }, body };
  return (await signer.sign(request, { signingDate: new Date(clock.now()) })).headers;
}

/** Node's SHA-256 in the form that the signer wants. */
class Sha256 {
  readonly #hash: Hash | Hmac;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash("sha256") : createHmac("sha256", bytesOf(secret));
  }

  update(data: Uint8Array | string): void {
    this.#hash.update(data);
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }
}

function bytesOf(secret: string | ArrayBuffer | ArrayBufferView): string | Uint8Array {
  if (typeof secret === "string") return secret;
  return ArrayBuffer.isView(secret)
    ? new Uint8Array(secret.buffer, secret.byteOffset, secret.byteLength)
    : new Uint8Array(secret);
}
