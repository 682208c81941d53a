import { beforeEach, describe, expect, it } from "vitest";
import { controlPlane, loggingRole, kinesisApi } from "../control-plane.ts";
import type { ControlPlane } from "../control-plane.ts";

let plane: ControlPlane;
let names: Awaited<ReturnType<typeof kinesisApi>>;

beforeEach(async () => {
  plane = controlPlane();
  names = await kinesisApi(plane);
});

describe("a patch", () => {
  it("reads names in its path with their escapes", async () => {
    const { body } = await plane.patch(
      `${names.method}/integration`,
      { op: "add", path: "/requestTemplates/application~1json", value: "{}" },
      { op: "add", path: "/requestTemplates/text~1plain", value: "" },
      { op: "replace", path: "/timeoutInMillis", value: "1000" },
      { op: "replace", path: "/contentHandling", value: "CONVERT_TO_TEXT" },
    );
    expect(body).toMatchObject({
      requestTemplates: { "application/json": "{}", "text/plain": null },
      timeoutInMillis: 1000,
      contentHandling: "CONVERT_TO_TEXT",
    });
    const removed = await plane.patch(
      `${names.method}/integration`,
      { op: "remove", path: "/requestTemplates/application~1json" },
      { op: "remove", path: "/requestTemplates/text~1plain" },
      { op: "replace", path: "/contentHandling", value: "" },
    );
    expect(removed.body).not.toHaveProperty("requestTemplates");
    expect(removed.body).not.toHaveProperty("contentHandling");
  });

  it("changes nothing when one of its operations is refused", async () => {
    const answer = await plane.patch(
      names.api,
      { op: "replace", path: "/name", value: "renamed" },
      { op: "replace", path: "/nothing", value: "x" },
    );
    expect(answer.status).toBe(400);
    expect((await plane.call("GET", names.api)).body).toMatchObject({ name: "KinesisProxy" });
  });

  it("replaces a binary media type in its place, and shows tags from then on", async () => {
    const { body } = await plane.patch(
      names.api,
      { op: "add", path: "/binaryMediaTypes/image~1png" },
      { op: "add", path: "/binaryMediaTypes/image~1jpeg" },
      { op: "replace", path: "/binaryMediaTypes/image~1png", value: "image/gif" },
    );
    expect(body).toMatchObject({ binaryMediaTypes: ["image/jpeg", "image/gif"], tags: {} });
  });

  it("moves an API from edge to private, which brings dualstack", async () => {
    const { body } = await plane.patch(names.api, {
      op: "replace",
      path: "/endpointConfiguration/types/EDGE",
      value: "PRIVATE",
    });
    expect(body).toMatchObject({ endpointConfiguration: { types: ["PRIVATE"], ipAddressType: "dualstack" } });
  });

  it("switches a policy off by an empty value", async () => {
    const policy =
      '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}';
    await plane.patch(names.api, { op: "replace", path: "/policy", value: policy });
    expect((await plane.call("GET", names.api)).body).toHaveProperty("policy");
    await plane.patch(names.api, { op: "replace", path: "/policy", value: "" });
    expect((await plane.call("GET", names.api)).body).not.toHaveProperty("policy");
  });

  it("refuses a policy of more than 8192 characters", async () => {
    const sourceIp = Array.from({ length: 450 }, (_, i) => `198.51.${i % 256}.${i % 128}/32`);
    const statement = {
      Effect: "Allow",
      Principal: "*",
      Action: "*",
      Resource: "*",
      Condition: { IpAddress: { "aws:SourceIp": sourceIp } },
    };
    const value = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    expect((await plane.patch(names.api, { op: "replace", path: "/policy", value })).status).toBe(400);
  });

  it("fills a method's settings with AWS's defaults at the first one", async () => {
    await plane.call("POST", `${names.api}/deployments`, { stageName: "s" });
    const { body } = await plane.patch(`${names.api}/stages/s`, {
      op: "replace",
      path: "/*/*/throttling/burstLimit",
      value: "123",
    });
    expect(body["methodSettings"]).toEqual({
      "*/*": {
        cacheDataEncrypted: false,
        cacheTtlInSeconds: 300,
        cachingEnabled: false,
        dataTraceEnabled: false,
        metricsEnabled: false,
        requireAuthorizationForCacheControl: true,
        throttlingBurstLimit: 123,
        throttlingRateLimit: 10_000,
        unauthorizedCacheControlHeaderStrategy: "SUCCEED_WITH_RESPONSE_HEADER",
      },
    });
    const reset = await plane.patch(`${names.api}/stages/s`, { op: "remove", path: "/*/*" });
    expect(reset.body["methodSettings"]).toEqual({});
  });

  it("sets a stage's access log in any order and removes it as a whole", async () => {
    await plane.call("POST", `${names.api}/deployments`, { stageName: "s" });
    const stage = `${names.api}/stages/s`;
    const destinationArn = "arn:aws:logs:ap-northeast-2:000000000000:log-group:access";
    await plane.allowLogs();
    const set = await plane.patch(
      stage,
      { op: "add", path: "/accessLogSettings/destinationArn", value: `${destinationArn}:*` },
      { op: "add", path: "/accessLogSettings/format", value: "$context.requestId" },
    );
    expect(set.body["accessLogSettings"]).toEqual({ destinationArn, format: "$context.requestId" });
    const removed = await plane.patch(stage, { op: "remove", path: "/accessLogSettings" });
    expect(removed.body).not.toHaveProperty("accessLogSettings");
  });

  it("allows execution logs once the account has a role for them", async () => {
    await plane.call("POST", `${names.api}/deployments`, { stageName: "s" });
    const account = await plane.allowLogs();
    expect(account.body).toMatchObject({
      cloudwatchRoleArn: loggingRole,
      throttleSettings: { burstLimit: 5000, rateLimit: 10_000 },
    });
    const { body } = await plane.patch(`${names.api}/stages/s`, {
      op: "replace",
      path: "/*/*/logging/loglevel",
      value: "INFO",
    });
    expect(body).toMatchObject({ methodSettings: { "*/*": { loggingLevel: "INFO" } } });
  });

  it("promotes a canary and then removes it", async () => {
    const deployments = `${names.api}/deployments`;
    const stage = `${names.api}/stages/s`;
    await plane.call("POST", deployments, { stageName: "s", variables: { a: "1" } });
    const canarySettings = { percentTraffic: 50, stageVariableOverrides: { a: "2" } };
    const { body: canary } = await plane.call("POST", deployments, { stageName: "s", canarySettings });
    expect((await plane.call("GET", stage)).body).toMatchObject({
      variables: { a: "1" },
      canarySettings: { ...canarySettings, deploymentId: canary["id"], useStageCache: false },
    });
    const { body } = await plane.patch(
      stage,
      { op: "copy", path: "/deploymentId", from: "/canarySettings/deploymentId" },
      { op: "copy", path: "/variables", from: "/canarySettings/stageVariableOverrides" },
      { op: "remove", path: "/canarySettings" },
    );
    expect(body).toMatchObject({ deploymentId: canary["id"], variables: { a: "2" } });
    expect(body).not.toHaveProperty("canarySettings");
  });
});
