import {
  GetResourcesCommand,
  GetStageCommand,
  UpdateStageCommand,
  type MethodSetting,
} from "@aws-sdk/client-api-gateway";
import { expect, test } from "vitest";
import type { Config } from "../../../src/settings/config.ts";
import { pausedIn, pauseRoutes, resumeRoutes, unpauseGone } from "../../../src/steps/stage/pause.ts";
import { fakeContext } from "../../helpers/fake-context.ts";
import { knownApi, knownMethod } from "../../helpers/known-steps.ts";

const shut = { throttlingRateLimit: 0, throttlingBurstLimit: 0 };
const limits = (rate: number): MethodSetting => ({ throttlingRateLimit: rate, throttlingBurstLimit: rate });
const mark = (kind: string) => ({ operationName: `kinesisProxy_orders_${kind}` });

/** A stage with these method settings, of an API with our routes, an old one without a mark, and one of others. */
function contextWith(settings: Record<string, MethodSetting>, config: Partial<Config> = {}) {
  const ctx = fakeContext(config, { known: { api: knownApi, method: knownMethod } });
  ctx.aws.apigateway.on(GetResourcesCommand).resolves({
    items: [
      { path: "/", resourceMethods: { POST: {}, GET: { operationName: "theirs" } } },
      { path: "/a/b", resourceMethods: { POST: mark("batch"), OPTIONS: mark("preflight") } },
    ],
  });
  ctx.aws.apigateway.on(GetStageCommand).callsFake(() => ({ methodSettings: settings }));
  ctx.aws.apigateway.on(UpdateStageCommand).callsFake(({ patchOperations = [] }: UpdateStageCommand["input"]) => {
    for (const { op, path = "", value } of patchOperations) {
      const [key = "", member = ""] = path.slice(1).split("/throttling/");
      const name = member === "rateLimit" ? "throttlingRateLimit" : "throttlingBurstLimit";
      if (op === "remove") delete settings[key];
      else settings[key] = { ...settings[key], [name]: Number(value) };
    }
    return {};
  });
  return ctx;
}

test("our methods let nobody through, those of others are left alone, and what the stage lets through stays", async () => {
  const settings: Record<string, MethodSetting> = { "*/*": limits(7) };
  const ctx = contextWith(settings);
  expect(await pauseRoutes(ctx)).toEqual(["POST /", "POST /a/b", "OPTIONS /a/b"]);
  expect(settings).toEqual({ "*/*": limits(7), "~1/POST": shut, "~1a~1b/POST": shut, "~1a~1b/OPTIONS": shut });
  expect(ctx.inputs("UpdateStage")).toHaveLength(1);
  expect(pausedIn({ methodSettings: settings })).toEqual(["POST /", "POST /a/b", "OPTIONS /a/b"]);
  expect(await pauseRoutes(ctx)).toEqual([]);
  expect(ctx.inputs("UpdateStage")).toHaveLength(1);

  expect(await resumeRoutes(ctx)).toEqual(["POST /", "POST /a/b", "OPTIONS /a/b"]);
  expect(settings).toEqual({ "*/*": limits(7) });
  expect(await resumeRoutes(ctx)).toEqual([]);
  expect(ctx.inputs("UpdateStage")).toHaveLength(2);
});

test("a method ANY is paused as each of the methods that requests have, which is what a stage knows", async () => {
  const settings: Record<string, MethodSetting> = {};
  const ctx = contextWith(settings);
  ctx.aws.apigateway
    .on(GetResourcesCommand)
    .resolves({ items: [{ path: "/ok", resourceMethods: { ANY: mark("put") } }] });
  await pauseRoutes(ctx);
  expect(Object.keys(settings)).toEqual(
    ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"].map((name) => `~1ok/${name}`),
  );
  await resumeRoutes(ctx);
  expect(settings).toEqual({});
});

test("a method that is gone is paused no more, and what else was set there stays", async () => {
  const settings: Record<string, MethodSetting> = { "~1/POST": shut, "~1old/POST": shut, "*/*": limits(7) };
  const ctx = contextWith(settings);
  expect(await unpauseGone(ctx)).toEqual(["POST /"]);
  expect(settings).toEqual({ "~1/POST": shut, "*/*": limits(7) });
  expect(await unpauseGone(ctx)).toEqual(["POST /"]);
  expect(ctx.inputs("UpdateStage")).toHaveLength(1);
});

test("a new route of a paused proxy is paused alone", async () => {
  const settings: Record<string, MethodSetting> = { "~1/POST": shut };
  expect(await pauseRoutes(contextWith(settings))).toEqual(["POST /a/b", "OPTIONS /a/b"]);
});

test("a method with settings of its own keeps them, and follows the stage afterwards", async () => {
  const settings: Record<string, MethodSetting> = { "a/b/POST": { ...limits(3), metricsEnabled: true } };
  const ctx = contextWith(settings);
  await pauseRoutes(ctx);
  expect(settings["a/b/POST"]).toEqual({ ...shut, metricsEnabled: true });
  await resumeRoutes(ctx);
  expect(settings).toEqual({ "a/b/POST": { ...limits(-1), metricsEnabled: true } });
});

test("what was stopped by hand for all methods goes back to the throttle that was asked for, or to none", async () => {
  for (const [config, all] of [
    [{ throttle: { rate: 9, burst: 9 } }, { "*/*": limits(9) }],
    [{}, {}],
  ] as const) {
    const settings: Record<string, MethodSetting> = { "*/*": shut };
    expect(await resumeRoutes(contextWith(settings, config))).toEqual(["* /*"]);
    expect(settings).toEqual(all);
  }
});
