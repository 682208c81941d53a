import type { WireRequest } from "../../http/wire.ts";

// Headers that API Gateway hides from templates and mappings, and those that it sets itself.
const replaced: ReadonlySet<string> = new Set([
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
  "x-forwarded-for",
  "x-forwarded-port",
  "x-forwarded-proto",
  "x-amzn-trace-id",
]);

/** The headers as API Gateway shows them to a method, by the caller's spelling: without those that concern the connection, with
 * those that say where the request came from. The peer's address is added to X-Forwarded-For. */
export function forwardedHeaders(
  { headers, rawHeaders, sourceIp }: WireRequest,
  traceId: string,
): Readonly<Record<string, string>> {
  const shown: Record<string, string> = Object.create(null) as Record<string, string>;
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? "";
    if (!replaced.has(name.toLowerCase())) shown[name] = rawHeaders[at + 1] ?? "";
  }
  const claimed = headers["x-forwarded-for"];
  shown["X-Forwarded-For"] = claimed === undefined ? sourceIp : `${claimed}, ${sourceIp}`;
  // AWS's endpoints speak TLS only.
  shown["X-Forwarded-Port"] = "443";
  shown["X-Forwarded-Proto"] = "https";
  shown["X-Amzn-Trace-Id"] = traceId;
  return shown;
}
