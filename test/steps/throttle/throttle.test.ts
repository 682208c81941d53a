import { GetStageCommand, UpdateStageCommand, type MethodSetting } from "@aws-sdk/client-api-gateway";
import { expect, test } from "vitest";
import { converge, dismantle } from "../../../src/engine/run/converge.ts";
import { DriftError } from "../../../src/engine/errors.ts";
import { plan } from "../../../src/engine/run/plan.ts";
import type { Config } from "../../../src/settings/config.ts";
import type { DeploymentFound } from "../../../src/steps/deployment/deployment-found.ts";
import { throttle } from "../../../src/steps/throttle/throttle.ts";
import { fakeContext } from "../../helpers/fake-context.ts";
import { fault } from "../../helpers/fault.ts";
import { knownApi } from "../../helpers/known-steps.ts";

const asked = { throttle: { rate: 100, burst: 200 } };
const limits = (rate: number, burst = rate): MethodSetting => ({
  throttlingRateLimit: rate,
  throttlingBurstLimit: burst,
});
const deployed: DeploymentFound = {
  ids: { id: "d1", stage: "production" },
  ours: true,
  facts: { deployment: "what is configured now", canary: "none", tags: { api: "production", stage: "orders" } },
};

/** A stage with these settings for all methods; undefined: none. */
function contextWith(all: MethodSetting | undefined, config: Partial<Config> = asked, deployment = deployed) {
  const ctx = fakeContext(config, { known: { api: knownApi, deployment } });
  const settings: Record<string, MethodSetting> = all === undefined ? {} : { "*/*": all };
  ctx.aws.apigateway.on(GetStageCommand).callsFake(() => ({
    stageName: "production",
    description: "kinesis-proxy orders",
    methodSettings: settings,
  }));
  ctx.aws.apigateway.on(UpdateStageCommand).callsFake(({ patchOperations = [] }: UpdateStageCommand["input"]) => {
    for (const { op, path = "", value } of patchOperations) {
      const member = path.endsWith("rateLimit") ? "throttlingRateLimit" : "throttlingBurstLimit";
      if (op === "remove") delete settings["*/*"];
      else settings["*/*"] = { ...settings["*/*"], [member]: Number(value) };
    }
    return {};
  });
  return { ctx, settings };
}

test("the first run sets both limits in one call, and the second changes nothing", async () => {
  const { ctx, settings } = contextWith(undefined);
  expect(await converge(throttle, ctx)).toMatchObject({
    outcome: "created",
    found: { ids: { rate: 100, burst: 200 } },
  });
  expect(ctx.inputs("UpdateStage")).toHaveLength(1);
  expect(settings["*/*"]).toEqual(limits(100, 200));
  expect((await converge(throttle, ctx)).outcome).toBe("unchanged");
  expect(ctx.inputs("UpdateStage")).toHaveLength(1);
  expect(ctx.state.ids.throttle).toEqual({ rate: 100, burst: 200 });
});

test("what somebody changed is told as the flag has it, and repaired", async () => {
  const { ctx, settings } = contextWith(limits(100, 5));
  expect((await plan([throttle], [throttle], ctx)).get("throttle")).toMatchObject({
    outcome: "repair",
    drift: [{ field: "throttle", wanted: "100/200", actual: "100/5" }],
  });
  expect((await converge(throttle, ctx)).outcome).toBe("repaired");
  expect(settings["*/*"]).toEqual(limits(100, 200));
});

test("what lets nobody through is a pause, which neither a throttle nor --no-throttle ends", async () => {
  for (const config of [asked, { throttle: false as const }]) {
    const { ctx } = contextWith(limits(0), config);
    const { outcome } = config.throttle ? await converge(throttle, ctx) : await dismantle(throttle, ctx);
    expect(outcome).toBe(config.throttle ? "unchanged" : "absent");
    expect(ctx.changes()).toEqual([]);
  }
});

test("AWS's own numbers are no throttle, unless they are asked for", async () => {
  expect(await throttle.find(contextWith(limits(10_000, 5_000)).ctx)).toBeUndefined();
  const usual = contextWith(limits(10_000, 5_000), { throttle: { rate: 10_000, burst: 5_000 } });
  expect((await converge(throttle, usual.ctx)).outcome).toBe("unchanged");
});

test("--no-throttle takes it away, and leaves what else is set for all methods", async () => {
  const alone = contextWith(limits(7), { throttle: false });
  expect((await dismantle(throttle, alone.ctx)).outcome).toBe("removed");
  expect(alone.settings).toEqual({});
  const beside = contextWith({ ...limits(7), metricsEnabled: true }, { throttle: false });
  await dismantle(throttle, beside.ctx);
  expect(beside.settings).toEqual({ "*/*": { ...limits(-1), metricsEnabled: true } });
  expect((await dismantle(throttle, beside.ctx)).outcome).toBe("absent");
});

test("removing is fine where there is no stage any more", async () => {
  const ctx = fakeContext(asked, { known: { api: knownApi } });
  ctx.aws.apigateway.on(GetStageCommand).rejects(fault("NotFoundException"));
  expect((await dismantle(throttle, ctx)).outcome).toBe("absent");
  await throttle.remove({ ids: { rate: 1, burst: 1 }, ours: true, facts: { throttle: "1/1" } }, ctx);
});

test("a stage of others gets no throttle", async () => {
  const { ctx } = contextWith(undefined, asked, { ...deployed, ours: false });
  await expect(converge(throttle, ctx)).rejects.toThrow(DriftError);
  expect(ctx.changes()).toEqual([]);
});
