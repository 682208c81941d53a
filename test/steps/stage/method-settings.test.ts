import { expect, test } from "vitest";
import { keyOf, methodOf, throttleFor, unsetting } from "../../../src/steps/stage/method-settings.ts";

test.each([
  ["~1events~1{id}/POST", "POST /events/{id}"],
  ["/events/{id}/POST", "POST /events/{id}"],
  ["events/POST", "POST /events"],
  ["~1/GET", "GET /"],
  ["/GET", "GET /"],
  ["*/*", "* /*"],
])("the settings of %s are those of %s", (key, name) => {
  expect(methodOf(key)).toBe(name);
});

test.each(["/", "/events", "/a/{b}/c"])("a key names its method at %s", (path) => {
  expect(methodOf(keyOf("POST", path))).toBe(`POST ${path}`);
});

test("-1 is no limit", () => {
  expect(throttleFor({ throttlingRateLimit: -1, throttlingBurstLimit: -1 })).toBeUndefined();
  expect(throttleFor({ throttlingRateLimit: 0, throttlingBurstLimit: 0 })).toEqual({ rate: 0, burst: 0 });
  expect(throttleFor(undefined)).toBeUndefined();
});

test("a throttle goes with its entry, unless somebody has set more there", () => {
  const none = { rate: -1, burst: -1 };
  const limits = { throttlingRateLimit: 5, throttlingBurstLimit: 5 };
  expect(unsetting({ methodSettings: { "*/*": { ...limits, loggingLevel: "OFF" } } }, "*/*", none)).toEqual([
    { op: "remove", path: "/*/*" },
  ]);
  for (const more of [
    { metricsEnabled: true },
    { loggingLevel: "INFO" },
    { dataTraceEnabled: true },
    { cachingEnabled: true },
  ])
    expect(unsetting({ methodSettings: { "*/*": { ...limits, ...more } } }, "*/*", none)).toMatchObject([
      { op: "replace", path: "/*/*/throttling/rateLimit", value: "-1" },
      { op: "replace", path: "/*/*/throttling/burstLimit", value: "-1" },
    ]);
  expect(unsetting({}, "*/*", none)).toEqual([]);
});
