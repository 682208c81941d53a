import { request } from "node:http";
import type { IncomingMessage } from "node:http";
import { logged } from "../execution-log.ts";
import type { EndpointAnswer } from "./endpoint-answer.ts";
import { fillPath } from "./fill-path.ts";
import { httpHeaders } from "./http-headers.ts";
import type { Outbound } from "./integration-request.ts";
import { withStageVariables } from "./mapping.ts";
import { GatewayResponse } from "../response/refusal.ts";
import { readAnswer } from "./read-answer.ts";
import { configurationError, integrationFailure } from "../response/refusals.ts";

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Calls an HTTP endpoint on this machine; the local AWS calls no other. Throws INTEGRATION_FAILURE. */
export async function callHttp(outbound: Outbound): Promise<EndpointAnswer> {
  const { call, method } = outbound.demanded;
  const url = urlOf(outbound, withStageVariables(method.integration.uri ?? "", call.stageVariables));
  if (url.protocol !== "http:" || !loopback.has(url.hostname)) {
    throw integrationFailure(`This local API Gateway calls http endpoints of this machine only, not ${url.origin}`);
  }
  call.log?.add(`Endpoint request URI: ${url.href}`);
  const headers = httpHeaders(outbound);
  call.log?.add(`Endpoint request headers: ${logged(headers)}`, "data");
  call.log?.add(`Endpoint request body after transformations: ${outbound.body.toString()}`, "data");
  call.log?.add(`Sending request to ${url.href}`);
  const verb = method.integration.httpMethod;
  return new Promise((resolve, reject) => {
    const failed = (): void => reject(integrationFailure());
    const sent = request(url, {
      method: verb === undefined || verb === "ANY" ? outbound.demanded.httpMethod : verb,
      headers,
      agent: false,
      // No answer is waited for longer than the integration's timeout.
      timeout: method.integration.timeoutInMillis + 1000,
    });
    sent.on("error", failed);
    sent.on("timeout", () => sent.destroy());
    sent.on("response", (answer) => resolve(read(answer)));
    sent.end(outbound.body);
  });
}

function urlOf({ path, querystring, demanded }: Outbound, uri: string): URL {
  const filled = fillPath(uri, { ...demanded.pathParameters, ...path }, demanded);
  if (!URL.canParse(filled)) throw configurationError("Invalid endpoint address");
  const url = new URL(filled);
  const isProxy = demanded.method.integration.type === "HTTP_PROXY";
  const asked = isProxy ? Object.entries(demanded.parameters.multiValueQuerystring) : [];
  // As recorded: what the URI says, then what the caller says, then what is mapped, also of one name.
  const more = [
    ...asked.flatMap(([name, values]) => values.map((value) => [name, value] as const)),
    ...Object.entries(querystring),
  ].map((pair) => pair.map(encodeURIComponent).join("="));
  url.search = [url.search.slice(1), ...more].filter((part) => part !== "").join("&");
  return url;
}

async function read(answer: IncomingMessage): Promise<EndpointAnswer> {
  const body = await readAnswer(answer).catch((error: unknown) => {
    throw error instanceof GatewayResponse ? error : integrationFailure();
  });
  const headers = Object.fromEntries(
    Object.entries(answer.headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
  const spelled = Object.fromEntries(
    answer.rawHeaders.filter((_, at) => at % 2 === 0).map((name) => [name.toLowerCase(), name]),
  );
  return { status: answer.statusCode ?? 502, headers, spelled, body };
}
