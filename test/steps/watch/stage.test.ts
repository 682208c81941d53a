import { GetStageCommand, UpdateStageCommand, type Stage } from "@aws-sdk/client-api-gateway";
import { expect, test } from "vitest";
import { converge, dismantle } from "../../../src/engine/run/converge.ts";
import { DriftError } from "../../../src/engine/errors.ts";
import { plan } from "../../../src/engine/run/plan.ts";
import { defaultAccessLogFormat } from "../../../src/mapping/response/access-log.ts";
import type { Config } from "../../../src/settings/config.ts";
import type { DeploymentFound } from "../../../src/steps/deployment/deployment-found.ts";
import { stage } from "../../../src/steps/watch/stage.ts";
import { fakeContext } from "../../helpers/fake-context.ts";
import { fault } from "../../helpers/fault.ts";
import { knownApi } from "../../helpers/known-steps.ts";

const deployed: DeploymentFound = {
  ids: { id: "d1", stage: "production" },
  ours: true,
  facts: { deployment: "what is configured now", canary: "none", tags: { api: "production", stage: "orders" } },
};

function contextWith(there: Stage, config: Partial<Config>, deployment = deployed) {
  const ctx = fakeContext(config, { known: { api: knownApi, deployment } });
  ctx.aws.apigateway
    .on(GetStageCommand)
    .callsFake(() => ({ stageName: "production", description: "kinesis-proxy orders", ...there }));
  ctx.aws.apigateway.on(UpdateStageCommand).resolves({});
  return ctx;
}

const replace = (path: string, value: string) => ({ op: "replace", path, value });
const group = "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/vendedlogs/kinesis-proxy/orders";
const whole: Stage = {
  accessLogSettings: { destinationArn: group, format: defaultAccessLogFormat },
  tracingEnabled: true,
  methodSettings: { "*/*": { loggingLevel: "INFO", dataTraceEnabled: true, metricsEnabled: true } },
};
const everything: Partial<Config> = {
  accessLog: true,
  executionLog: "INFO",
  dataTrace: true,
  tracing: true,
  detailedMetrics: true,
};

test("everything is set in one call, and the second run changes nothing", async () => {
  const ctx = contextWith({}, everything);
  expect(await converge(stage, ctx)).toMatchObject({ outcome: "created", found: { ids: { name: "production" } } });
  expect(ctx.inputs("UpdateStage")).toEqual([
    {
      restApiId: "api1",
      stageName: "production",
      patchOperations: [
        replace("/accessLogSettings/destinationArn", group),
        replace("/accessLogSettings/format", defaultAccessLogFormat),
        replace("/tracingEnabled", "true"),
        replace("/*/*/logging/loglevel", "INFO"),
        replace("/*/*/logging/dataTrace", "true"),
        replace("/*/*/metrics/enabled", "true"),
      ],
    },
  ]);
  const again = contextWith(whole, everything);
  expect((await converge(stage, again)).outcome).toBe("unchanged");
  expect(again.changes()).toEqual([]);
});

test.each<[string, Stage, unknown, unknown]>([
  [
    "access-log",
    { accessLogSettings: { ...whole.accessLogSettings, destinationArn: "arn:theirs" } },
    group,
    "arn:theirs",
  ],
  ["tracing", { tracingEnabled: false }, true, false],
  [
    "execution-log",
    { methodSettings: { "*/*": { ...whole.methodSettings?.["*/*"], loggingLevel: "ERROR" } } },
    "info",
    "error",
  ],
])("drift of %s is told and repaired by itself", async (field, differs, wanted, actual) => {
  const ctx = contextWith({ ...whole, ...differs }, everything);
  expect((await plan([stage], [stage], ctx)).get("stage")).toMatchObject({
    outcome: "repair",
    drift: [{ field, wanted, actual }],
  });
  expect((await converge(stage, ctx)).outcome).toBe("repaired");
  expect(ctx.inputs("UpdateStage")).toMatchObject([{ patchOperations: [{}] }]);
});

test("an own format of which only a tag is left stays as it is; a usual one is repaired", async () => {
  const own = { ...whole, accessLogSettings: { destinationArn: group, format: "$context.requestId" } };
  const recalled = contextWith(own, { ...everything, accessLogFormat: { type: "own", text: undefined } });
  expect((await converge(stage, recalled)).outcome).toBe("unchanged");
  expect((await converge(stage, contextWith(own, everything))).outcome).toBe("repaired");
  const fresh = contextWith({}, { accessLog: true, accessLogFormat: { type: "own", text: undefined } });
  await converge(stage, fresh);
  expect(JSON.stringify(fresh.inputs("UpdateStage"))).toContain("$context.identity.userAgent");
});

test("what nobody asked about is left: one is switched off, the others stay", async () => {
  const ctx = contextWith(whole, { tracing: false });
  expect(stage.asked(ctx)).toBe(false);
  expect((await dismantle(stage, ctx)).outcome).toBe("removed");
  expect(ctx.inputs("UpdateStage")).toMatchObject([{ patchOperations: [replace("/tracingEnabled", "false")] }]);
  expect((await dismantle(stage, contextWith({ ...whole, tracingEnabled: false }, { tracing: false }))).outcome).toBe(
    "absent",
  );
});

test("down takes all of it away, and leaves the throttle", async () => {
  const throttled = { "*/*": { ...whole.methodSettings?.["*/*"], throttlingRateLimit: 5, throttlingBurstLimit: 5 } };
  const ctx = contextWith({ ...whole, methodSettings: throttled }, everything);
  await dismantle(stage, ctx);
  expect(ctx.inputs("UpdateStage")).toMatchObject([
    {
      patchOperations: [
        { op: "remove", path: "/accessLogSettings" },
        replace("/tracingEnabled", "false"),
        replace("/*/*/logging/loglevel", "OFF"),
        replace("/*/*/logging/dataTrace", "false"),
        replace("/*/*/metrics/enabled", "false"),
      ],
    },
  ]);
});

test("the role that was just set may be unknown for a while", async () => {
  const ctx = contextWith({}, { accessLog: true });
  const unknown = fault(
    "BadRequestException",
    "CloudWatch Logs role ARN must be set in account settings to enable logging",
  );
  ctx.aws.apigateway.on(UpdateStageCommand).rejectsOnce(unknown).rejectsOnce(unknown).resolves({});
  expect((await converge(stage, ctx)).outcome).toBe("created");
  expect(ctx.clock.slept).toEqual([2_000, 3_000]);
});

test("a stage of others is not touched", async () => {
  const ctx = contextWith({}, everything, { ...deployed, ours: false });
  await expect(converge(stage, ctx)).rejects.toThrow(DriftError);
  expect(ctx.changes()).toEqual([]);
});

test("who never asked pays no call", async () => {
  const ctx = contextWith(whole, {});
  expect(stage.asked(ctx)).toBeUndefined();
  expect(await stage.find(ctx)).toBeUndefined();
  expect(ctx.calls).toEqual([]);
});
