import { describe, expect, it } from "vitest";
import type { DeployedMethod, LiveStage, StageKey } from "../../../../src/local/account/deployed.ts";
import type { Platform } from "../../../../src/local/execute-api/index.ts";
import { variables } from "../../../../src/local/execute-api/journal/variables.ts";
import type { CustomDomain } from "../../../../src/local/http/address.ts";
import type { WireRequest } from "../../../../src/local/http/wire.ts";
import { answer, bench, received, signature, signerOf } from "../bench.ts";
import { api, integration, method, mock, stage } from "../deployment.ts";

/** Every variable of the guide; those of what is not here are `-` always. */
const documented = [
  ...Object.keys(variables),
  ...(
    "authenticate.error authorizer.claims.sub authorizer.error authorizer.integrationLatency authorizer.integrationStatus " +
    "authorizer.latency authorizer.principalId authorizer.requestId authorizer.status authorizer.property " +
    "identity.clientCert.subjectDN identity.cognitoAuthenticationProvider " +
    "identity.cognitoAuthenticationType identity.cognitoIdentityId identity.cognitoIdentityPoolId identity.principalOrgId " +
    "identity.vpcId identity.vpceId isCanaryRequest requestOverride.header.x responseOverride.status waf.error waf.latency " +
    "waf.status wafResponseCode webaclArn"
  ).split(" "),
];

interface Asked {
  readonly method?: Partial<DeployedMethod>;
  readonly stage?: Partial<LiveStage>;
  readonly platform?: Partial<Platform>;
  readonly request?: Partial<WireRequest>;
  readonly path?: string;
  readonly policy?: string;
  readonly domain?: CustomDomain;
}

/** The access log's line for one request: each documented variable that has a value. */
async function logged(asked: Asked = {}): Promise<Readonly<Record<string, string>>> {
  const lines: string[] = [];
  const format = documented.map((name) => `${name} $context.${name}`).join("\t");
  const served = api(
    { "/": {}, "/events": { POST: method(asked.method) } },
    asked.policy === undefined ? {} : { policy: asked.policy },
  );
  const destinationArn = "arn:aws:logs:ap-northeast-2:123456781234:log-group:access";
  const { executeApi, send } = bench(stage(served, { accessLog: { destinationArn, format }, ...asked.stage }), {
    log: (_, destination, stream, events) => {
      expect(destination).toBe(destinationArn);
      expect(stream).toMatch(/^[0-9a-f]{32}$/);
      lines.push(...events.map(({ message }) => message));
    },
    ...asked.platform,
  });
  await send(asked.request, asked.path ?? "/events", asked.domain);
  executeApi.writeLogs();
  expect(lines).toHaveLength(1);
  const pairs = lines[0]!
    .split("\t")
    .map((pair) => [pair.slice(0, pair.indexOf(" ")), pair.slice(pair.indexOf(" ") + 1)]);
  return Object.fromEntries(pairs.filter(([, value]) => value !== "-"));
}

const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/) as string;

/** What every line has. */
const always = {
  accountId: "123456781234",
  apiId: "abcde12345",
  deploymentId: "dep123",
  domainName: "abcde12345.execute-api.ap-northeast-2.amazonaws.com",
  domainPrefix: "abcde12345",
  extendedRequestId: expect.stringMatching(/^[\w+/]+=$/) as string,
  httpMethod: "POST",
  "identity.sourceIp": "203.0.113.7",
  "identity.userAgent": "curl/8.0",
  path: "/production/events",
  protocol: "HTTP/1.1",
  requestId: uuid,
  requestTime: "02/Jan/2026:03:04:05 +0000",
  requestTimeEpoch: String(Date.UTC(2026, 0, 2, 3, 4, 5)),
  resourceId: "res1",
  resourcePath: "/events",
  responseLatency: "0",
  stage: "production",
};

const refused = (status: number, type: string, message: string) => ({
  ...always,
  "error.message": message,
  "error.messageString": JSON.stringify(message),
  "error.responseType": type,
  responseLength: expect.stringMatching(/^\d+$/) as string,
  status: String(status),
});

const integrated = (status: number) => ({
  "integration.integrationStatus": String(status),
  "integration.latency": "0",
  "integration.status": String(status),
  integrationLatency: "0",
  integrationStatus: String(status),
});

const key: StageKey = {
  keyId: "key1",
  value: "secret-key-of-twenty-x",
  usagePlan: { id: "plan", name: "plan", throttle: { rateLimit: 1, burstLimit: 0 }, methodThrottle: {} },
};

describe("the variables of an access log", () => {
  it("of a request to a custom domain name", async () => {
    const domain = { name: "api.example.com", path: "/orders/events", basePath: "orders" };
    expect(await logged({ domain })).toMatchObject({
      domainName: "api.example.com",
      domainPrefix: "api",
      path: "/orders/events",
      "customDomain.basePathMatched": "orders",
      resourcePath: "/events",
    });
  });

  it("of a request that reached the service", async () => {
    const headers = { "Content-Type": "application/x-amz-json-1.1", "x-amzn-RequestId": "kinesis-id" };
    const call = () => ({ ...answer(200, received), headers });
    expect(await logged({ platform: { call } })).toEqual({
      ...always,
      ...integrated(200),
      awsEndpointRequestId: "kinesis-id",
      "integration.requestId": "kinesis-id",
      responseLength: String(JSON.stringify(received).length),
      status: "200",
    });
  });

  it("of a service's refusal that the caller does not see", async () => {
    const call = () => answer(400, { __type: "ResourceNotFoundException" });
    expect(await logged({ platform: { call } })).toMatchObject({ ...integrated(400), status: "200" });
  });

  it("of an integration that failed, or took too long", async () => {
    const http = integration({ type: "HTTP", uri: "https://example.com/" });
    const failed = await logged({ method: { integration: http } });
    const message = "This local API Gateway calls http endpoints of this machine only, not https://example.com";
    expect(failed).toEqual({
      ...refused(504, "INTEGRATION_FAILURE", message),
      "integration.error": message,
      "integration.latency": "0",
      integrationErrorMessage: message,
      integrationLatency: "0",
    });
  });

  it("of a role that API Gateway may not assume", async () => {
    const line = await logged({ platform: { assume: () => undefined } });
    expect(line).toMatchObject(refused(500, "API_CONFIGURATION_ERROR", "Internal server error"));
    expect(line).not.toHaveProperty("integrationStatus");
  });

  it("of a mock", async () => {
    const declared = { "200": { statusCode: "200", responseParameters: {}, responseTemplates: {} } };
    const line = await logged({ method: { integration: mock(200, { integrationResponses: declared }) } });
    expect(line).toEqual({ ...always, ...integrated(200), responseLength: "0", status: "200" });
    expect(line).not.toHaveProperty("awsEndpointRequestId");
  });

  it("of an unknown path, which has no resource", async () => {
    const { resourceId, resourcePath, ...rest } = refused(
      403,
      "MISSING_AUTHENTICATION_TOKEN",
      "Missing Authentication Token",
    );
    expect([resourceId, resourcePath]).toEqual(["res1", "/events"]);
    expect(await logged({ path: "/wp-login.php" })).toEqual({ ...rest, path: "/production/wp-login.php" });
  });

  it("of a content type without a template", async () => {
    const request = { headers: { "Content-Type": "text/plain", "User-Agent": "curl/8.0" } };
    expect(await logged({ request })).toEqual(refused(415, "UNSUPPORTED_MEDIA_TYPE", "Unsupported Media Type"));
  });

  it("of a caller whom the policy refuses", async () => {
    const policy = JSON.stringify({ Version: "2012-10-17", Statement: [] });
    const line = await logged({ policy });
    expect(line["error.message"]).toContain("User: anonymous is not authorized to perform: execute-api:Invoke");
    expect(line).toEqual(refused(403, "ACCESS_DENIED", line["error.message"]!));
  });

  it("of a missing key, and of a key that calls too often", async () => {
    const needsKey = { method: { apiKeyRequired: true } };
    expect(await logged(needsKey)).toEqual(refused(403, "INVALID_API_KEY", "Forbidden"));
    const request = {
      headers: { "Content-Type": "application/json", "User-Agent": "curl/8.0", "x-api-key": key.value },
    };
    expect(await logged({ ...needsKey, request, platform: { apiKey: () => key } })).toEqual({
      ...refused(429, "THROTTLED", "Too Many Requests"),
      "identity.apiKey": "****************enty-x",
      "identity.apiKeyId": "key1",
    });
  });

  it("of a signed request, allowed and refused", async () => {
    const request = {
      headers: { "Content-Type": "application/json", "User-Agent": "curl/8.0", Authorization: signature },
    };
    const iam = { method: { authorizationType: "AWS_IAM" }, request };
    const arn = "arn:aws:sts::123456781234:assumed-role/r/s";
    const identity = {
      "authenticate.latency": "0",
      "authenticate.status": "200",
      "authorize.latency": "0",
      "authorize.status": "200",
      "identity.accountId": "123456781234",
      "identity.caller": "AROA:s",
      "identity.user": "AROA:s",
      "identity.userArn": arn,
    };
    const signer = () => signerOf({ arn, userId: "AROA:s" });
    expect(await logged({ ...iam, platform: { signer } })).toMatchObject({ ...identity, status: "200" });
    const denied = () => signerOf({ arn, userId: "AROA:s", verdict: () => "denied" });
    expect(await logged({ ...iam, platform: { signer: denied } })).toMatchObject({
      ...identity,
      "authorize.status": "403",
      "authorize.error": expect.stringContaining("explicit deny"),
      status: "403",
    });
  });

  it("of a stage with tracing", async () => {
    const line = await logged({ stage: { tracingEnabled: true } });
    expect(line["xrayTraceId"]).toMatch(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/);
  });

  it("of a template that overrides", async () => {
    const template = '#set($context.requestOverride.header.x = "y"){"statusCode": 200}';
    const overriding = mock(200, { requestTemplates: { "application/json": template } });
    expect(await logged({ method: { integration: overriding } })).toMatchObject({ "requestOverride.header.x": "y" });
  });

  it("of what a caller sent with quotes, which stays JSON", async () => {
    const request = { headers: { "Content-Type": "application/json", "User-Agent": 'a "b" \\c' } };
    const line = await logged({ request });
    expect(line["identity.userAgent"]).toBe(String.raw`a \"b\" \\c`);
  });
});
