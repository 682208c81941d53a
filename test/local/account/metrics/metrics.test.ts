import { expect, test } from "vitest";
import { Account } from "../../../../src/local/account/account.ts";
import { metricsOf } from "../../../../src/local/account/metrics/metrics.ts";
import { handClock } from "../../hand-clock.ts";

const MINUTE = 60_000;
const about = { namespace: "AWS/Kinesis", metric: "IncomingRecords", dimensions: { StreamName: "s" }, unit: "Count" };
const metrics = () => metricsOf(new Account("000000000000", handClock()), "eu-west-1");

test("samples of one minute are one bucket, whoever found the series", () => {
  const region = metrics();
  const kept = region.series(about);
  kept.put(1, 5 * MINUTE);
  region.put(about, 3, 6 * MINUTE - 1, 2);
  kept.put(9, 6 * MINUTE);
  kept.put(2, 5 * MINUTE + 1);
  const [first, second] = kept.between(0, 10 * MINUTE);
  expect(first).toMatchObject({ start: 5 * MINUTE, tally: { count: 4, sum: 9, minimum: 1, maximum: 3 } });
  expect(second).toMatchObject({ start: 6 * MINUTE, tally: { count: 1, sum: 9 } });
});

test("a region, a dimension more and another unit are metrics of their own; the order of dimensions makes none", () => {
  const account = new Account("000000000000", handClock());
  metricsOf(account, "eu-west-1").put(about, 1, 0);
  expect(metricsOf(account, "us-east-1").size).toBe(0);
  const region = metricsOf(account, "eu-west-1");
  const two = { ...about, dimensions: { A: "1", B: "2" } };
  region.put(two, 1, 0);
  region.put({ ...two, dimensions: { B: "2", A: "1" }, unit: "Bytes" }, 1, 0);
  expect(region.size).toBe(2);
  expect(region.find({ ...two, unit: "Bytes" })).toHaveLength(1);
  expect(region.find({ namespace: two.namespace, metric: two.metric, dimensions: two.dimensions })).toHaveLength(2);
  expect(region.find({ ...two, unit: "Seconds" })).toEqual([]);
  expect(region.find({ ...about, dimensions: {} })).toEqual([]);
});

test("a sample that comes late goes where it belongs, and what is older than 15 days goes", () => {
  const series = metrics().series(about);
  series.put(1, 100 * MINUTE);
  series.put(1, 98 * MINUTE);
  series.put(1, 100 * MINUTE);
  expect(series.between(0, Infinity).map(({ start, tally }) => [start / MINUTE, tally.count])).toEqual([
    [98, 1],
    [100, 2],
  ]);
  series.put(1, 101 * MINUTE + 15 * 86_400_000);
  expect(series.between(0, Infinity)).toHaveLength(1);
});

test("no series holds more than a week of minutes", () => {
  const series = metrics().series(about);
  for (let minute = 0; minute < 10_100; minute++) series.put(1, minute * MINUTE);
  expect(series.between(0, Infinity)).toHaveLength(10_080);
  expect(series.between(0, Infinity)[0]?.start).toBe(20 * MINUTE);
});
