import { describe, expect, test } from "vitest";
import type { TestInvoke } from "../../../src/local/account/deployed.ts";
import { api, integration, method, stage } from "./deployment.ts";
import { bench, received } from "./bench.ts";

const definition = api(
  { "/events/{id}": { POST: method({ apiKeyRequired: true, integration: integration() }) } },
  {
    deploymentId: "",
    policy: '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}]}',
  },
);

function input(changes: Partial<TestInvoke> = {}): TestInvoke {
  const [resource] = definition.resources;
  const post = resource?.methods["POST"];
  if (resource === undefined || post === undefined) throw new Error("the definition has no method");
  const account = undefined as unknown as TestInvoke["scope"];
  return {
    scope: account,
    api: definition,
    resource,
    method: post,
    path: "/events/7",
    query: "q=1",
    headers: {},
    body: '{"a":1}',
    stageVariables: {},
    ...changes,
  };
}

describe("TestInvokeMethod", () => {
  test("runs the method past policy and keys, and really calls the service", async () => {
    const { executeApi, calls } = bench(stage(definition));
    const { status, body, headers } = await executeApi.testInvoke(input());
    expect({ status, body: JSON.parse(body) as unknown }).toEqual({ status: 200, body: received });
    expect(headers).toMatchObject({
      "Content-Type": ["application/json"],
      "X-Amzn-Trace-Id": [expect.stringContaining("Root=")],
    });
    expect(calls).toHaveLength(1);
  });

  test("asks with application/json, whatever content type it is told", async () => {
    const { executeApi, calls } = bench(stage(definition));
    expect((await executeApi.testInvoke(input({ headers: { "Content-Type": ["text/css"] } }))).status).toBe(200);
    expect(calls).toHaveLength(1);
  });

  test("tells the whole story in its log, in AWS's order", async () => {
    const { log } = await bench(stage(definition)).executeApi.testInvoke(input());
    const lines = log.split("\n").filter((line) => line.includes(" UTC 2026 : ") || line.startsWith("Execution log"));
    expect(lines[0]).toMatch(/^Execution log for request [0-9a-f-]{36}$/);
    expect(lines[1]).toMatch(/^Fri Jan 02 03:04:05 UTC 2026 : Starting execution for request: [0-9a-f-]{36}$/);
    expect(lines.slice(2).map((line) => line.replace(/^.*? UTC 2026 : /, "").replace(/: .*$/s, ""))).toEqual([
      "HTTP Method",
      "Method request path",
      "Method request query string",
      "Method request headers",
      "Method request body before transformations",
      "Endpoint request URI",
      "Endpoint request headers",
      "Endpoint request body after transformations",
      "Sending request to https://kinesis.ap-northeast-2.amazonaws.com/",
      "Received response. Status",
      "Endpoint response headers",
      "Endpoint response body before transformations",
      "Method response body after transformations",
      "Method response headers",
      "Successfully completed execution",
      "Method completed with status",
    ]);
    expect(log).toContain("Method request path: {id=7}");
  });

  test("says which role API Gateway may not assume", async () => {
    const { executeApi } = bench(stage(definition), { assume: () => undefined });
    const { status, log, headers } = await executeApi.testInvoke(input());
    expect(status).toBe(500);
    expect(headers).toEqual({ "x-amzn-ErrorType": ["InternalServerErrorException"] });
    expect(log).toContain(
      "Execution failed due to configuration error: API Gateway does not have permission to assume the provided role arn:aws:iam::123456781234:role/api-gateway-kinesis-proxy",
    );
    expect(log).not.toContain("Gateway response type");
  });
});
