import type { Outbound } from "./integration-request.ts";
import { putHeader } from "./put-header.ts";

// As recorded: what HTTP_PROXY does not pass on unless it is mapped, and what never reaches an endpoint.
const kept: ReadonlySet<string> = new Set(["host", "content-encoding"]);
const dropped: ReadonlySet<string> = new Set(["connection", "expect", "proxy-authenticate", "te", "via"]);

// Node refuses a Trailer without chunks, and writes the length itself.
const notSendable: ReadonlySet<string> = new Set(["trailer"]);

/** The headers that an HTTP endpoint gets: the caller's where it is proxied, what is mapped, and API Gateway's own. */
export function httpHeaders({ demanded, headers: mapped, body }: Outbound): Readonly<Record<string, string>> {
  const { call, method, parameters } = demanded;
  const sent: Record<string, string> = {
    Accept: "application/json",
    "User-Agent": `AmazonAPIGateway_${call.api.apiId}`,
  };
  if (method.integration.type === "HTTP_PROXY") {
    for (const [name, value] of Object.entries(parameters.header)) {
      if (!kept.has(name.toLowerCase())) putHeader(sent, name, value);
    }
  } else if (body.length > 0) {
    sent["Content-Type"] = call.request.headers["content-type"] ?? "application/json";
  }
  for (const [name, value] of Object.entries(mapped)) putHeader(sent, name, value);
  for (const name of Object.keys(sent)) {
    if (dropped.has(name.toLowerCase()) || notSendable.has(name.toLowerCase())) delete sent[name];
  }
  putHeader(sent, "X-Amzn-Trace-Id", call.traceId);
  putHeader(sent, "x-amzn-apigateway-api-id", call.api.apiId);
  return sent;
}
