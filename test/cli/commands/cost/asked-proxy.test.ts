import { expect, test } from "vitest";
import { batchOf, pricedOf } from "../../../../src/cli/commands/cost/asked-proxy.ts";
import { loadOf, sizeAsGiven } from "../../../../src/cli/commands/cost/load.ts";
import { defaultConfig } from "../../../helpers/fake-context.ts";

test.each([
  ["1.5KB", 1_024, 100],
  ["100KB", 1_024, 51],
  ["1MB", 1_024, 5],
  ["1MB", 10_240, 7],
  ["6MB", 10_240, 1],
  ["10MB", 10_240, 1],
  ["0", 1_024, 100],
])("of 100 events of %s, a batch to a stream of %d KiB records has %d", (size, kib, count) => {
  const load = loadOf({ size });
  expect(batchOf({ ...pricedOf(defaultConfig, load), largestRecord: kib * 1_024 }, load, 100)).toBe(count);
});

test.each([
  [{ alarms: { on: true } }, 7],
  [{ alarms: { on: true }, alarmSilence: 3_600, batchPath: "/b", accessLog: true }, 11],
  [{ alarms: false }, 0],
])("of %j alarms look at %d metrics, two of them in one formula", (more, count) => {
  expect(pricedOf({ ...defaultConfig, ...(more as object) }, loadOf({})).alarmMetrics).toBe(count);
});

test.each([
  [{}, 0],
  [{ detailedMetrics: true }, 1],
  [{ detailedMetrics: true, batchPath: "/b", health: "/up", getEvents: true, cors: ["https://a.example"] }, 6],
])("of %j, %d methods are measured by themselves", (more, count) => {
  expect(pricedOf({ ...defaultConfig, ...more }, loadOf({})).detailedMethods).toBe(count);
});

test.each([
  ["10MB", "10 MB"],
  ["1.5KB", "1.5 KB"],
  ["300", "300 bytes"],
])("%s is shown as it was given: %s", (given, shown) => {
  expect(sizeAsGiven(loadOf({ size: given }).size)).toBe(shown);
});
