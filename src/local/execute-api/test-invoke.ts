import { randomUUID } from "node:crypto";
import type { TestInvoke, TestInvoked } from "../account/deployed.ts";
import type { WireRequest } from "../http/wire.ts";
import { newExtendedRequestId } from "./call.ts";
import { traceIdOf } from "./sampling.ts";
import type { Call } from "./call.ts";
import { TestLog } from "./execution-log.ts";
import { logRequest } from "./journal/log-request.ts";
import { run } from "./invoke.ts";
import { outwardHeaders } from "./response/outward-headers.ts";
import type { Memory } from "./invoke.ts";
import type { Platform } from "./platform.ts";
import { readParameters } from "./parameters.ts";
import { matchPath } from "./route.ts";

/** The method to run; the caller makes no difference. */
export type TestRun = Omit<TestInvoke, "scope">;

/** Runs one method of a live definition without policy, keys and limits, and keeps the execution log. */
export async function runTest(input: TestRun, platform: Platform, memory: Memory): Promise<TestInvoked> {
  const { api, resource, method, path, stageVariables } = input;
  const request = requestOf(input);
  const requestId = randomUUID();
  const receivedAt = platform.clock.now();
  const log = new TestLog(requestId, () => platform.clock.now());
  const pathParameters = matchPath(resource.path, path) ?? {};
  const { querystring } = readParameters(request, () => ({}), pathParameters);
  const asked = { path, pathParameters, querystring, headers: input.headers, body: input.body };
  logRequest(log, { requestId, method: request.method, ...asked });
  const call: Call = {
    platform,
    request,
    api,
    stageName: "test-invoke-stage",
    stageVariables,
    path,
    requestId,
    extendedRequestId: newExtendedRequestId(),
    traceId: traceIdOf(request, receivedAt),
    receivedAt,
    log,
    trail: {},
  };
  const httpMethod = method.httpMethod === "ANY" ? request.method : method.httpMethod;
  const response = await run(call, memory, () => ({ call, resource, method, httpMethod, pathParameters }));
  const { "Content-Type": contentType, ...headers } = outwardHeaders(response.headers);
  return {
    status: response.status,
    // What API Gateway itself answers has none here.
    headers:
      call.trail.refusal !== undefined || contentType === undefined
        ? headers
        : { ...headers, "Content-Type": contentType },
    body: response.body.toString(),
    log: String(log),
    latency: platform.clock.now() - receivedAt,
  };
}

function requestOf({ method, path, query, headers, body }: TestRun): WireRequest {
  const pairs = Object.entries(headers).flatMap(([name, values]) => values.map((value) => [name, value] as const));
  const joined = Object.create(null) as Record<string, string>;
  for (const [name, value] of pairs) {
    const key = name.toLowerCase();
    joined[key] = joined[key] === undefined ? value : `${joined[key]}, ${value}`;
  }
  return {
    method: method.httpMethod === "ANY" ? "GET" : method.httpMethod,
    path,
    query,
    // "API Gateway ... always uses application/json": the developer guide's list of known issues of the test.
    headers: { ...joined, "content-type": "application/json" },
    rawHeaders: pairs.flat(),
    body: Buffer.from(body),
    sourceIp: "test-invoke-source-ip",
    protocol: "HTTP/1.1",
  };
}
