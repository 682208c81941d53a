import { randomUUID } from "node:crypto";
import type { TestInvoke, TestInvoked } from "../account/deployed.ts";
import type { WireRequest } from "../http/wire.ts";
import { newExtendedRequestId, traceIdOf } from "./call.ts";
import type { Call } from "./call.ts";
import { ExecutionLog, logged } from "./execution-log.ts";
import { run } from "./invoke.ts";
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
  const log = new ExecutionLog(requestId, () => platform.clock.now());
  const pathParameters = matchPath(resource.path, path) ?? {};
  const { querystring } = readParameters(request, {}, pathParameters);
  log.add(`Starting execution for request: ${requestId}`);
  log.add(`HTTP Method: ${request.method}, Resource Path: ${path}`);
  log.add(`Method request path: ${logged(pathParameters)}`);
  log.add(`Method request query string: ${logged(querystring)}`);
  log.add(`Method request headers: ${logged(input.headers)}`);
  log.add(`Method request body before transformations: ${input.body}`);
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
  };
  const httpMethod = method.httpMethod === "ANY" ? request.method : method.httpMethod;
  const response = await run(call, memory, () => ({ call, resource, method, httpMethod, pathParameters }));
  const body = response.body.toString();
  const headers = outwardHeaders(response.headers);
  if (response.headers["x-amzn-ErrorType"] === undefined) {
    log.add(`Method response body after transformations: ${body}`);
    log.add(`Method response headers: ${logged(headers)}`);
    log.add("Successfully completed execution");
  }
  log.add(`Method completed with status: ${response.status}`);
  return { status: response.status, headers, body, log: String(log), latency: platform.clock.now() - receivedAt };
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

/** The answer's ids are left out: they belong to a request over the network. */
function outwardHeaders(
  headers: Readonly<Record<string, string | readonly string[]>>,
): Readonly<Record<string, readonly string[]>> {
  const hidden = new Set(["x-amzn-requestid", "x-amz-apigw-id"]);
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !hidden.has(name.toLowerCase()))
      .map(([name, value]) => [name, typeof value === "string" ? [value] : value] as const),
  );
}
