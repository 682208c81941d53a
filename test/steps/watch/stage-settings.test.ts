import type { MethodSetting, PatchOperation, Stage } from "@aws-sdk/client-api-gateway";
import fc from "fast-check";
import { expect, test } from "vitest";
import { NOTHING, settingOperations, settingsOf, type StageSettings } from "../../../src/steps/watch/stage-settings.ts";

const group = "arn:aws:logs:eu-west-1:111122223333:log-group:orders";
const logged = { "access-log": group, "access-log-format": "$context.requestId" };

/** What AWS fills in with the first setting of all methods. */
const filled: MethodSetting = {
  metricsEnabled: false,
  dataTraceEnabled: false,
  throttlingBurstLimit: 5_000,
  throttlingRateLimit: 10_000,
  cachingEnabled: false,
};

/** The stage after UpdateStage, as AWS applies the operations one after the other. */
function patched(stage: Stage, operations: readonly PatchOperation[]): Stage {
  const now: Stage = structuredClone(stage);
  for (const { op, path = "", value } of operations) {
    if (op === "remove") {
      if (path === "/accessLogSettings") delete now.accessLogSettings;
      else delete now.methodSettings?.["*/*"];
    } else if (path === "/tracingEnabled") now.tracingEnabled = value === "true";
    else if (path.startsWith("/accessLogSettings/"))
      now.accessLogSettings = { ...now.accessLogSettings, [path.slice("/accessLogSettings/".length)]: value };
    else {
      const entry = now.methodSettings?.["*/*"] ?? filled;
      const member = {
        "/*/*/logging/loglevel": { loggingLevel: value },
        "/*/*/logging/dataTrace": { dataTraceEnabled: value === "true" },
        "/*/*/metrics/enabled": { metricsEnabled: value === "true" },
      }[path];
      expect(member, path).toBeDefined();
      now.methodSettings = { ...now.methodSettings, "*/*": { ...entry, ...member } };
    }
  }
  return now;
}

const settings: fc.Arbitrary<Partial<StageSettings>> = fc.record(
  {
    "execution-log": fc.constantFrom("off", "error", "info"),
    "data-trace": fc.boolean(),
    tracing: fc.boolean(),
    "detailed-metrics": fc.boolean(),
  },
  { requiredKeys: [] },
);
const wanted = fc
  .tuple(settings, fc.constantFrom({}, logged, { "access-log": "off" }))
  .map(([one, log]): Partial<StageSettings> => ({ ...one, ...log }));
const stages = fc.record({
  tracingEnabled: fc.boolean(),
  accessLogSettings: fc.constantFrom(undefined, { destinationArn: "arn:theirs", format: "$context.requestId x" }),
  all: fc.constantFrom<MethodSetting | undefined>(
    undefined,
    filled,
    { ...filled, throttlingRateLimit: 5, throttlingBurstLimit: 10 },
    { ...filled, throttlingRateLimit: -1, throttlingBurstLimit: -1, loggingLevel: "INFO" },
    { ...filled, cachingEnabled: true, metricsEnabled: true },
  ),
});

test("the stage gets what is wanted, and keeps everything else", () => {
  fc.assert(
    fc.property(stages, wanted, fc.boolean(), ({ all, ...rest }, want, throttled) => {
      const theirs = { "/events/POST": { ...filled, loggingLevel: "INFO" } };
      const stage = { ...rest, methodSettings: { ...theirs, ...(all && { "*/*": all }) } } as Stage;
      const after = patched(stage, settingOperations(stage, want, throttled));
      const before = settingsOf(stage);
      const format = want["access-log"] === "off" ? { "access-log-format": "" } : {};
      expect(settingsOf(after)).toEqual({ ...before, ...want, ...format });
      expect(after.methodSettings?.["/events/POST"]).toEqual(theirs["/events/POST"]);
      const limit = after.methodSettings?.["*/*"]?.throttlingRateLimit;
      if (all?.throttlingRateLimit === 5 || (throttled && all !== undefined))
        expect(limit).toBe(all.throttlingRateLimit);
      if (all?.cachingEnabled === true) expect(after.methodSettings?.["*/*"]?.cachingEnabled).toBe(true);
      expect(settingOperations(after, want, throttled)).toEqual([]);
    }),
  );
});

test("on, and off again, leaves the stage as it was, with a throttle or without", () => {
  const all: Partial<StageSettings> = {
    ...logged,
    "execution-log": "info",
    "data-trace": true,
    "detailed-metrics": true,
  };
  for (const entry of [undefined, { ...filled, throttlingRateLimit: 5, loggingLevel: "OFF" }]) {
    const stage: Stage = { tracingEnabled: false, methodSettings: entry === undefined ? {} : { "*/*": entry } };
    const on = patched(stage, settingOperations(stage, { ...all, tracing: true }, false));
    expect(settingsOf(on)).toEqual({ ...all, tracing: true });
    expect(patched(on, settingOperations(on, NOTHING, false))).toEqual(stage);
  }
});

test("both members of an access log go with one operation", () => {
  const stage: Stage = { accessLogSettings: { destinationArn: group, format: "f" } };
  expect(settingOperations(stage, { "access-log": "off" }, false)).toEqual([
    { op: "remove", path: "/accessLogSettings" },
  ]);
});
