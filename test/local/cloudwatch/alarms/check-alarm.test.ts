import { expect, test } from "vitest";
import type { AlarmInput } from "../../../../src/local/cloudwatch/alarms/alarm.ts";
import { checkAlarm } from "../../../../src/local/cloudwatch/alarms/check-alarm.ts";
import type { MetricQuery } from "../../../../src/local/cloudwatch/members.ts";

const topic = "arn:aws:sns:eu-west-1:123456789012:ops";
const base: AlarmInput = {
  AlarmName: "a",
  ComparisonOperator: "GreaterThanThreshold",
  Threshold: 1,
  EvaluationPeriods: 1,
};
const simple = { ...base, Namespace: "t", MetricName: "m", Period: 60, Statistic: "Sum" } as const;
const stat = { Metric: { Namespace: "t", MetricName: "m" }, Period: 60, Stat: "Sum" };
const math = (...Metrics: readonly MetricQuery[]): AlarmInput => ({ ...base, Metrics });
const metric: MetricQuery = { Id: "m", MetricStat: stat, ReturnData: false };

test.each<[string, AlarmInput]>([
  ["one metric", simple],
  ["a percentile", { ...base, Namespace: "t", MetricName: "m", Period: 60, ExtendedStatistic: "p99" }],
  ["a topic of another account", { ...simple, AlarmActions: [topic.replace("1234", "9999")] }],
  ["a day of minutes", { ...simple, EvaluationPeriods: 1440 }],
  ["a week of hours", { ...simple, Period: 3600, EvaluationPeriods: 168 }],
  ["math", math(metric, { Id: "e", Expression: "m * 2" })],
  ["ten seconds", { ...simple, Period: 10 }],
])("takes %s", (_, input) => {
  expect(() => checkAlarm(input, "eu-west-1")).not.toThrow();
});

test.each<[string, AlarmInput]>([
  [
    "Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= 86400) for alarms using period < 3600",
    { ...simple, EvaluationPeriods: 1441 },
  ],
  [
    "Metrics cannot be checked across more than a week (EvaluationPeriods * Period must be <= 604800) for alarms using period >= 3600",
    { ...simple, Period: 3600, EvaluationPeriods: 169 },
  ],
  ["Period must not be null", { ...base, Namespace: "t", MetricName: "m", Statistic: "Sum" }],
  ["MetricName must not be null", { ...base, Namespace: "t", Statistic: "Sum", Period: 60 }],
  ["Period must be 10, 20, 30 or a multiple of 60", { ...simple, Period: 90 }],
  ["Period must be 10, 20, 30 or a multiple of 60", math({ Id: "m", MetricStat: { ...stat, Period: 5 } })],
  [
    "Exactly one of the parameters Statistic and ExtendedStatistic must be specified.",
    { ...simple, ExtendedStatistic: "p99" },
  ],
  [
    "The value p101 for parameter ExtendedStatistic is not supported.",
    { ...base, Namespace: "t", MetricName: "m", Period: 60, ExtendedStatistic: "p101" },
  ],
  ["Threshold must not be null", { ...base, ...simple, Threshold: NaN }],
  ["Option never for parameter TreatMissingData is not supported.", { ...simple, TreatMissingData: "never" }],
  ["DatapointsToAlarm must be less than or equal to EvaluationPeriods", { ...simple, DatapointsToAlarm: 2 }],
  ["Invalid arn syntax: ops", { ...simple, OKActions: ["ops"] }],
  [
    "Invalid region us-east-1 specified. Only eu-west-1 is supported.",
    { ...simple, InsufficientDataActions: [topic.replace("eu-west-1", "us-east-1")] },
  ],
  [
    "Exactly one element of the metrics list should return data.",
    math({ ...metric, ReturnData: true }, { Id: "e", Expression: "m" }),
  ],
  ["Exactly one element of the metrics list should return data.", math(metric)],
  ["The values for parameter id in Metrics are not unique.", math(metric, { ...metric, ReturnData: true })],
  ["Error in expression 'e' [Unexpected end of expression]", math(metric, { Id: "e", Expression: "m *" })],
  [
    "The value M for parameter Metrics.member.1.Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.",
    math({ Id: "M", Expression: "1" }),
  ],
  [
    "The parameters Metrics.member.1.Expression and Metrics.member.1.MetricStat are mutually exclusive and you have specified both.",
    math({ ...metric, Expression: "1" }),
  ],
  [
    "The parameters Metrics and MetricName are mutually exclusive and you have specified both.",
    { ...math(metric), MetricName: "m" },
  ],
  [
    "This local AWS has no anomaly detection: the alarm needs a threshold.",
    { ...simple, ComparisonOperator: "GreaterThanUpperThreshold" },
  ],
])("refuses: %s", (sentence, input) => {
  expect(() => checkAlarm(input, "eu-west-1")).toThrow(sentence);
});
