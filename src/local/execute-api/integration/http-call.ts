import { request } from "node:http";
import type { IncomingMessage } from "node:http";
import { logged } from "../execution-log.ts";
import type { EndpointAnswer } from "./endpoint-answer.ts";
import type { Outbound } from "./integration-request.ts";
import { withStageVariables } from "./mapping.ts";
import { configurationError, integrationFailure } from "../response/refusals.ts";

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);
const notForwarded = new Set([
  "host",
  "connection",
  "content-length",
  "transfer-encoding",
  "content-encoding",
  "expect",
]);

/** Calls an HTTP endpoint on this machine; the local AWS calls no other. Throws INTEGRATION_FAILURE. */
export async function callHttp(outbound: Outbound): Promise<EndpointAnswer> {
  const { call, method } = outbound.demanded;
  const url = urlOf(outbound, withStageVariables(method.integration.uri ?? "", call.stageVariables));
  if (url.protocol !== "http:" || !loopback.has(url.hostname)) {
    throw integrationFailure(`This local API Gateway calls http endpoints of this machine only, not ${url.origin}`);
  }
  call.log?.add(`Endpoint request URI: ${url.href}`);
  call.log?.add(`Endpoint request headers: ${logged(outbound.headers)}`, "data");
  call.log?.add(`Endpoint request body after transformations: ${outbound.body.toString()}`, "data");
  call.log?.add(`Sending request to ${url.href}`);
  const proxied = method.integration.type === "HTTP_PROXY";
  const headers = { ...(proxied ? forwarded(outbound) : {}), ...outbound.headers };
  const verb = method.integration.httpMethod;
  return new Promise((resolve, reject) => {
    const failed = (): void => reject(integrationFailure());
    const sent = request(url, {
      method: verb === undefined || verb === "ANY" ? outbound.demanded.httpMethod : verb,
      headers: { "User-Agent": `AmazonAPIGateway_${call.api.apiId}`, ...headers },
      agent: false,
      // No answer is waited for longer than the integration's timeout.
      timeout: method.integration.timeoutInMillis + 1000,
    });
    sent.on("error", failed);
    sent.on("timeout", () => sent.destroy());
    sent.on("response", (answer) => read(answer, resolve, failed));
    sent.end(outbound.body);
  });
}

function urlOf({ path, querystring, demanded }: Outbound, uri: string): URL {
  const filled = uri.replace(/\{([^{}]+)\}/g, (all, name: string) => {
    const value = path[name.replace(/\+$/, "")] ?? demanded.pathParameters[name.replace(/\+$/, "")];
    return value === undefined
      ? all
      : value
          .split("/")
          .map(encodeURIComponent)
          .join(name.endsWith("+") ? "/" : "%2F");
  });
  if (!URL.canParse(filled)) throw configurationError(`Invalid endpoint address ${uri}`);
  const url = new URL(filled);
  if (demanded.method.integration.type === "HTTP_PROXY" && url.search === "") url.search = demanded.call.request.query;
  for (const [name, value] of Object.entries(querystring)) url.searchParams.set(name, value);
  return url;
}

function forwarded({ demanded }: Outbound): Readonly<Record<string, string>> {
  const { headers } = demanded.call.request;
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !notForwarded.has(name) && name !== "content-type"),
  );
}

function read(answer: IncomingMessage, resolve: (answer: EndpointAnswer) => void, failed: () => void): void {
  const parts: Buffer[] = [];
  answer.on("data", (part: Buffer) => parts.push(part));
  answer.on("error", failed);
  answer.on("end", () => {
    const headers = Object.fromEntries(
      Object.entries(answer.headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
    );
    resolve({ status: answer.statusCode ?? 502, headers, body: Buffer.concat(parts) });
  });
}
