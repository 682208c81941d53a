import { expect, test } from "vitest";
import { Account } from "../../../../src/local/account/account.ts";
import { metricsOf } from "../../../../src/local/account/metrics/metrics.ts";
import type { AlarmInput } from "../../../../src/local/cloudwatch/alarms/alarm.ts";
import { alarmStore } from "../../../../src/local/cloudwatch/alarms/alarm-store.ts";
import { watchAlarms } from "../../../../src/local/cloudwatch/alarms/evaluate-alarms.ts";
import { alarmsFor } from "../../../../src/steps/watch/alarm/alarm-list.ts";
import type { Watched } from "../../../../src/steps/watch/measured/watched-proxy.ts";
import { handClock } from "../../../local/hand-clock.ts";

const about: Watched = {
  apiName: "orders",
  stage: "production",
  streamName: "clicks",
  shards: 2,
  retention: 24,
  throttle: { rate: 50, burst: 100 },
  silence: 300,
  batch: true,
  archive: { name: "orders", seconds: 60 },
  lines: "KinesisProxy/orders",
};
const all = alarmsFor(about);

/** What is measured in each minute, by metric. */
type Trace = readonly Readonly<Record<string, readonly number[]>>[];

const region = "eu-west-1";

/** Does the alarm ring while this goes on? */
function rings(kind: string, trace: Trace): boolean {
  const clock = handClock();
  const account = new Account("000000000000", clock);
  const now = clock.now();
  const state = { value: "INSUFFICIENT_DATA", reason: "", updated: now, transitioned: now } as const;
  const settings = { AlarmName: kind, ...all[kind] } as AlarmInput;
  const { alarms } = alarmStore(account, region);
  alarms.set(kind, { name: kind, arn: "arn", settings, configured: now, evaluated: now, state });
  watchAlarms(account, region);
  const { Namespace: namespace, Dimensions } = all[kind]?.Metrics?.[0]?.MetricStat?.Metric ?? all[kind] ?? {};
  const dimensions = Object.fromEntries((Dimensions ?? []).map(({ Name = "", Value = "" }) => [Name, Value]));
  return trace.some((minute) => {
    for (const [metric, values] of Object.entries(minute))
      for (const value of values)
        metricsOf(account, region).put({ namespace: namespace ?? "", metric, dimensions }, value, clock.now());
    clock.move(60_000);
    return alarms.get(kind)?.state.value === "ALARM";
  });
}

const many = (count: number, value: number): readonly number[] => Array<number>(count).fill(value);
const times = (count: number, ...minutes: Trace): Trace => Array.from({ length: count }, () => minutes).flat();
const idle = (count: number): Trace => times(count, {});
/** So many requests in five minutes, of which some get a 4xx. */
const five = (requests: number, refused: number): Trace => [
  { Count: many(requests, 1), "4XXError": [...many(refused, 1), ...many(requests - refused, 0)] },
  ...idle(4),
];
const share = (bad: number): Trace => times(5, { "5XXError": [...many(bad, 1), ...many(100 - bad, 0)] });
const puts = (failed: number) => ({ "PutRecord.Success": [...many(failed, 0), ...many(100 - failed, 1)] });

// Each with traffic that makes it ring, and with traffic just short of that.
test.each<[string, Trace, Trace]>([
  ["5xx", [...share(6), ...idle(1)], [...share(5), ...idle(5)]],
  ["4xx", [...times(3, ...five(20, 3)), ...idle(1)], [...times(4, ...five(20, 2)), ...idle(1)]],
  ["4xx", [...times(3, ...five(20, 20)), ...idle(1)], [...times(4, ...five(19, 19)), ...idle(1)]],
  ["4xx", [...times(3, ...five(20, 3)), ...idle(1)], [...times(2, ...five(20, 20)), ...five(20, 0), ...idle(1)]],
  ["latency", times(5, { Latency: [...many(80, 20), ...many(20, 2_500)] }), times(9, { Latency: many(100, 2_400) })],
  ["latency", times(5, { Latency: many(9, 9_000) }), [...times(4, { Latency: many(9, 9_000) }), ...idle(5)]],
  [
    "stream-full",
    times(3, { WriteProvisionedThroughputExceeded: [3] }),
    times(9, { WriteProvisionedThroughputExceeded: [1, 1] }),
  ],
  ["put-failures", times(5, puts(2)), times(9, puts(1))],
  // The proof of `up` is a call that Kinesis refuses.
  ["put-failures", times(5, puts(100)), [{ "PutRecord.Success": [0] }, ...idle(9)]],
  [
    "batch-failures",
    times(2, { "PutRecords.FailedRecords": [1] }, { "PutRecords.FailedRecords": [0] }).concat([
      { "PutRecords.FailedRecords": [4] },
    ]),
    times(3, { "PutRecords.FailedRecords": [1] }, { "PutRecords.FailedRecords": [0] }, {}, {}),
  ],
  [
    "iterator-age",
    times(15, { "GetRecords.IteratorAgeMilliseconds": [0, 43_200_001] }),
    [...times(14, { "GetRecords.IteratorAgeMilliseconds": [43_200_001] }), ...idle(9)],
  ],
  ["silence", [{ Count: [1] }, ...idle(15)], times(6, { Count: [1] }, {}, {}, {})],
  [
    "integration-failures",
    times(3, { IntegrationFailures: [1] }),
    [...times(2, { IntegrationFailures: [9] }), ...idle(9)],
  ],
  [
    "archive-late",
    times(15, { "DeliveryToS3.DataFreshness": [961] }),
    times(20, { "DeliveryToS3.DataFreshness": [960] }),
  ],
  ["throttled", times(3, { Throttled: many(31, 1) }), times(9, { Throttled: many(30, 1) })],
])("%s rings, and just short of that it does not", (kind, fires, short) => {
  expect(rings(kind, fires)).toBe(true);
  expect(rings(kind, short)).toBe(false);
});

test("thresholds follow the stream, its retention and the throttle", () => {
  const other = alarmsFor({ ...about, shards: undefined, retention: 168, throttle: undefined });
  expect([all["stream-full"]?.Threshold, other["stream-full"]?.Threshold]).toEqual([2, 1]);
  expect([all["iterator-age"]?.Threshold, other["iterator-age"]?.Threshold]).toEqual([43_200_000, 302_400_000]);
  expect([all["throttled"]?.Threshold, other["throttled"]?.Threshold]).toEqual([30, 0]);
});

test("what nothing measures has no alarm", () => {
  const few = alarmsFor({ ...about, silence: 0, batch: false, archive: undefined, lines: undefined });
  expect(Object.keys(few)).toEqual(["5xx", "4xx", "latency", "stream-full", "put-failures", "iterator-age"]);
});

test("each says why, has whole dimensions, no unit, and a window that CloudWatch takes", () => {
  const silences = [300, 5_400, 86_400, 90_000, 604_800].map((silence) => alarmsFor({ ...about, silence }));
  for (const alarm of [all, ...silences].flatMap((some) => Object.values(some))) {
    expect(alarm.AlarmDescription?.length).toBeLessThan(1_024);
    expect(alarm).not.toHaveProperty("Unit");
    expect(alarm.TreatMissingData).toBe(alarm.MetricName === "Count" ? "breaching" : "notBreaching");
    const window = (alarm.EvaluationPeriods ?? 0) * (alarm.Period ?? 300);
    expect(window).toBeLessThanOrEqual((alarm.Period ?? 0) >= 3_600 ? 604_800 : 86_400);
    if (alarm.Namespace === "AWS/ApiGateway")
      expect(alarm.Dimensions).toEqual([
        { Name: "ApiName", Value: "orders" },
        { Name: "Stage", Value: "production" },
      ]);
  }
});
