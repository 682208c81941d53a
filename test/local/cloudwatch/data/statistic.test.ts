import { expect, test } from "vitest";
import { Tally } from "../../../../src/local/account/metrics/tally.ts";
import { statisticNamed } from "../../../../src/local/cloudwatch/data/statistic.ts";

function tallyOf(values: readonly number[]): Tally {
  const tally = new Tally();
  for (const value of values) tally.put(value);
  return tally;
}

const hundred = tallyOf(Array.from({ length: 100 }, (_, i) => i + 1));

test.each([
  ["SampleCount", 100],
  ["Sum", 5_050],
  ["Average", 50.5],
  ["Minimum", 1],
  ["Maximum", 100],
  ["p50", 50],
  ["p99", 99],
  ["p99.9", 100],
  ["p100", 100],
  ["p0", 1],
  ["tm90", 45.5],
  ["TM(10%:90%)", 50.5],
  ["TM(10:20)", 15.5],
  ["TC(:20)", 20],
  ["TC(90%:)", 10],
  ["TS(98:)", 199],
  ["PR(:25)", 25],
  ["IQM", 50.5],
  ["wm98", (98 * 99) / 200 + 0.98 * 2],
])("%s of 1 to 100 is %s", (name, expected) => {
  expect(statisticNamed(name)?.(hundred)).toBeCloseTo(expected, 9);
});

test.each(["sum", "P", "p101", "p-1", "TM(:)", "PR(10%:90%)", "average", "", "constructor", "p99.12345678901"])(
  "AWS knows no statistic %s",
  (name) => expect(statisticNamed(name)).toBeUndefined(),
);

test("there is no percentile of samples that came as statistics, nor of none", () => {
  const vague = new Tally();
  vague.add({ count: 3, sum: 10, minimum: 1, maximum: 8 });
  expect(statisticNamed("p99")?.(vague)).toBeUndefined();
  expect(statisticNamed("Maximum")?.(vague)).toBe(8);
  expect(statisticNamed("p99")?.(new Tally())).toBeUndefined();
});
