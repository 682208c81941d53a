import type { WireRequest } from "../wire.ts";

// As API Gateway hides them from templates and mappings.
const hidden: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "content-md5",
  "expect",
  "max-forwards",
  "proxy-authenticate",
  "server",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "www-authenticate",
]);
const added: ReadonlySet<string> = new Set([
  "x-forwarded-for",
  "x-forwarded-port",
  "x-forwarded-proto",
  "x-amzn-trace-id",
]);

/** The raw headers as API Gateway shows them to a method: without those that concern the connection, with those that say
 * where the request came from. The peer is added to the addresses that the caller claims. */
export function forwardedHeaders({ headers, rawHeaders, sourceIp }: WireRequest, traceId: string): readonly string[] {
  const shown: string[] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const [name = "", value = ""] = [rawHeaders[at], rawHeaders[at + 1]];
    const known = name.toLowerCase();
    if (!hidden.has(known) && !added.has(known)) shown.push(name, value);
  }
  const claimed = headers["x-forwarded-for"];
  shown.push("X-Forwarded-For", claimed === undefined ? sourceIp : `${claimed}, ${sourceIp}`);
  // The endpoints of AWS speak nothing but TLS.
  shown.push("X-Forwarded-Port", "443", "X-Forwarded-Proto", "https", "X-Amzn-Trace-Id", traceId);
  return shown;
}
