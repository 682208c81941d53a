import { expect, test } from "vitest";
import { Account } from "../../../../src/local/account/account.ts";
import { metricsOf } from "../../../../src/local/account/metrics/metrics.ts";
import { news } from "../../../../src/local/account/news.ts";
import type { AlarmInput } from "../../../../src/local/cloudwatch/alarms/alarm.ts";
import { alarmStore } from "../../../../src/local/cloudwatch/alarms/alarm-store.ts";
import { watchAlarms } from "../../../../src/local/cloudwatch/alarms/evaluate-alarms.ts";
import { handClock } from "../../hand-clock.ts";

const MINUTE = 60_000;
const region = "eu-west-1";

/** An account with that alarm, whose clock goes on by a minute after each entry of a trace. */
function watched(
  settings: Omit<AlarmInput, "AlarmName" | "EvaluationPeriods"> & { readonly EvaluationPeriods?: number },
) {
  const clock = handClock();
  const account = new Account("000000000000", clock);
  const told: string[] = [];
  account.corner(news, "").tell = (line) => told.push(line);
  const now = clock.now();
  const state = { value: "INSUFFICIENT_DATA", reason: "", updated: now, transitioned: now } as const;
  const input: AlarmInput = { AlarmName: "a", EvaluationPeriods: 1, ...settings };
  const alarm = { name: "a", arn: "arn", settings: input, configured: now, evaluated: now, state };
  const { alarms } = alarmStore(account, region);
  alarms.set("a", alarm);
  watchAlarms(account, region);
  return {
    clock,
    told,
    /** The state after the samples of each minute, by metric. */
    after(minutes: readonly Readonly<Record<string, readonly number[]>>[]) {
      for (const minute of minutes) {
        for (const [metric, values] of Object.entries(minute)) {
          for (const value of values) metricsOf(account, region).put({ ...at, metric }, value, clock.now());
        }
        clock.move(MINUTE);
      }
      return alarms.get("a")?.state.value;
    },
  };
}

const at = { namespace: "t", dimensions: {} };
const metric = (MetricName: string) => ({ Namespace: "t", MetricName });
const many = (count: number, value: number): readonly number[] => Array<number>(count).fill(value);
const repeated = <T>(count: number, value: T): readonly T[] => Array<T>(count).fill(value);

type Trace = readonly Readonly<Record<string, readonly number[]>>[];

// Each kind of alarm with traffic that fires it, and with traffic just short of that.
test.each<[string, Parameters<typeof watched>[0], Trace, Trace]>([
  [
    "share of server errors, three minutes of three",
    {
      ...metric("5XXError"),
      Statistic: "Average",
      Period: 60,
      EvaluationPeriods: 3,
      Threshold: 0.05,
      ComparisonOperator: "GreaterThanThreshold",
      TreatMissingData: "notBreaching",
    },
    repeated(3, { "5XXError": [...many(94, 0), ...many(6, 1)] }),
    [...repeated(2, { "5XXError": [...many(94, 0), ...many(6, 1)] }), { "5XXError": [...many(95, 0), ...many(5, 1)] }],
  ],
  [
    "share of client errors by math, with a floor",
    {
      Metrics: [
        { Id: "m", MetricStat: { Metric: metric("4XXError"), Period: 300, Stat: "Sum" }, ReturnData: false },
        { Id: "n", MetricStat: { Metric: metric("Count"), Period: 300, Stat: "Sum" }, ReturnData: false },
        { Id: "e", Expression: "IF(n >= 20, m / n, 0)" },
      ],
      Threshold: 0.5,
      ComparisonOperator: "GreaterThanThreshold",
      TreatMissingData: "notBreaching",
    },
    [
      { "4XXError": many(19, 1), Count: many(19, 1) },
      { "4XXError": [0], Count: [1] },
    ],
    [{ "4XXError": many(19, 1), Count: many(19, 1) }],
  ],
  [
    "p99 of the latency",
    {
      ...metric("Latency"),
      ExtendedStatistic: "p99",
      Period: 60,
      Threshold: 2_500,
      ComparisonOperator: "GreaterThanOrEqualToThreshold",
    },
    [{ Latency: [...many(98, 20), ...many(2, 2_500)] }],
    [{ Latency: [...many(99, 20), 9_000] }],
  ],
  [
    "records that a shard had no room for, one minute of three",
    {
      ...metric("WriteProvisionedThroughputExceeded"),
      Statistic: "Sum",
      Period: 60,
      EvaluationPeriods: 3,
      DatapointsToAlarm: 1,
      Threshold: 0,
      ComparisonOperator: "GreaterThanThreshold",
      TreatMissingData: "notBreaching",
    },
    [{ WriteProvisionedThroughputExceeded: [0, 0, 1, 0] }],
    [{ WriteProvisionedThroughputExceeded: [0, 0, 0, 0] }],
  ],
  [
    "PutRecord that fails",
    {
      ...metric("PutRecord.Success"),
      Statistic: "Average",
      Period: 60,
      EvaluationPeriods: 5,
      Threshold: 0.99,
      ComparisonOperator: "LessThanThreshold",
      TreatMissingData: "notBreaching",
    },
    repeated(5, { "PutRecord.Success": [...many(98, 1), 0, 0] }),
    [...repeated(4, { "PutRecord.Success": [...many(98, 1), 0, 0] }), { "PutRecord.Success": [...many(99, 1), 0] }],
  ],
  [
    "a reader far behind",
    {
      ...metric("GetRecords.IteratorAgeMilliseconds"),
      Statistic: "Maximum",
      Period: 60,
      EvaluationPeriods: 15,
      Threshold: 43_200_000,
      ComparisonOperator: "GreaterThanThreshold",
    },
    repeated(15, { "GetRecords.IteratorAgeMilliseconds": [0, 43_200_001] }),
    repeated(14, { "GetRecords.IteratorAgeMilliseconds": [0, 43_200_001] }),
  ],
  [
    "no request for five minutes",
    {
      ...metric("Count"),
      Statistic: "SampleCount",
      Period: 60,
      EvaluationPeriods: 5,
      Threshold: 1,
      ComparisonOperator: "LessThanThreshold",
      TreatMissingData: "breaching",
    },
    [...repeated(5, {})],
    [{ Count: [1] }, ...repeated(4, {})],
  ],
])("%s: fires, and just not", (_, settings, fires, just) => {
  expect(watched(settings).after(fires)).toBe("ALARM");
  expect(watched(settings).after(just)).not.toBe("ALARM");
});

const incoming = {
  ...metric("Count"),
  Statistic: "Sum",
  Period: 60,
  Threshold: 2,
  ComparisonOperator: "GreaterThanThreshold",
} as const;

test("changes are caught up with minute by minute after a long pause", () => {
  const { after, clock, told } = watched({ ...incoming, AlarmActions: ["arn:aws:sns:eu-west-1:000000000000:ops"] });
  after([{ Count: [3] }]);
  clock.move(10 * MINUTE);
  expect(told.map((line) => line.split(":")[1]?.trim())).toEqual([
    "INSUFFICIENT_DATA -> ALARM",
    "ALARM -> INSUFFICIENT_DATA",
  ]);
  expect(told[0]).toMatch(/ It would notify arn:aws:sns:eu-west-1:000000000000:ops\.$/);
  expect(told[1]).not.toContain("notify");
});

test("actions that are off are not run", () => {
  const { after, told } = watched({ ...incoming, ActionsEnabled: false, AlarmActions: ["arn:aws:sns:r:0:ops"] });
  expect(after([{ Count: [3] }])).toBe("ALARM");
  expect(told).toHaveLength(1);
  expect(told[0]).not.toContain("notify");
});

test("ten seconds are looked at every ten seconds", () => {
  const { after, clock, told } = watched({ ...incoming, Period: 10, TreatMissingData: "notBreaching" });
  after([]);
  clock.move(10_000);
  expect(told).toEqual([expect.stringContaining("INSUFFICIENT_DATA -> OK")]);
});

test("an expression of a metric without data has none", () => {
  const stat = { Metric: metric("x"), Period: 60, Stat: "Sum" };
  const { after } = watched({
    Metrics: [
      { Id: "e", Expression: "m / 2" },
      { Id: "m", MetricStat: stat, ReturnData: false },
    ],
    Threshold: 2,
    ComparisonOperator: "GreaterThanThreshold",
  });
  expect(after([{}])).toBe("INSUFFICIENT_DATA");
  expect(after([{ x: [6] }])).toBe("ALARM");
});
