import type { Dimensions } from "../account/metrics/metrics.ts";
import { list } from "../shape/collection.ts";
import { double, flag, integer, timestamp } from "../shape/scalar.ts";
import { required, structure } from "../shape/structure.ts";
import type { Of } from "../shape/structure.ts";
import { oneOf, text } from "../shape/text.ts";

/** Members that many operations of CloudWatch have, with the limits of its API. */
export const name = text({ min: 1, max: 255 });
export const names = list(name, { min: 0, max: 100 });
export const namespace = text({ min: 1, max: 255, pattern: "[^:].*" });
export const dimensions = list(
  structure({ Name: required(name), Value: required(text({ min: 1, max: 1024 })) }),
  { min: 0, max: 30 },
  "com.amazonaws.cloudwatch.v2010_08_01#Dimension",
);
export const unit = oneOf(
  "Seconds",
  "Microseconds",
  "Milliseconds",
  "Bytes",
  "Kilobytes",
  "Megabytes",
  "Gigabytes",
  "Terabytes",
  "Bits",
  "Kilobits",
  "Megabits",
  "Gigabits",
  "Terabits",
  "Percent",
  "Count",
  "Bytes/Second",
  "Kilobytes/Second",
  "Megabytes/Second",
  "Gigabytes/Second",
  "Terabytes/Second",
  "Bits/Second",
  "Kilobits/Second",
  "Megabits/Second",
  "Gigabits/Second",
  "Terabits/Second",
  "Count/Second",
  "None",
);
export const plainStatistic = oneOf("SampleCount", "Average", "Sum", "Minimum", "Maximum");
export const alarmTypes = list(oneOf("CompositeAlarm", "MetricAlarm"));
export const stateValue = oneOf("INSUFFICIENT_DATA", "ALARM", "OK");
export const scanBy = oneOf("TimestampDescending", "TimestampAscending");
export const resourceArn = text({ min: 1, max: 1024 });
export const tags = list(structure({ Key: required(text({ min: 1, max: 128 })), Value: required(text({ max: 256 })) }));

const queryMembers = {
  Id: required(name),
  MetricStat: structure({
    Metric: required(structure({ Namespace: namespace, MetricName: name, Dimensions: dimensions })),
    Period: required(integer({ min: 1 })),
    Stat: required(text()),
    Unit: unit,
  }),
  Expression: text({ min: 1, max: 2048 }),
  Label: text(),
  ReturnData: flag,
  Period: integer({ min: 1 }),
  AccountId: name,
};

/** A metric or an expression, as GetMetricData asks for it and alarms have it. */
export type MetricQuery = Of<typeof queryMembers>;
export const queries = list(structure(queryMembers));

const statisticSet = structure({
  SampleCount: required(double),
  Sum: required(double),
  Minimum: required(double),
  Maximum: required(double),
});

/** A list of dimensions, as AWS has them. */
export type DimensionList = readonly { readonly Name: string; readonly Value: string }[];

/** Dimensions by name. */
export function byName(given: DimensionList = []): Dimensions {
  return Object.fromEntries(given.map(({ Name, Value }) => [Name, Value]));
}

/** What PutMetricData is given of a metric. */
export const datum = {
  MetricName: required(name),
  Dimensions: dimensions,
  Timestamp: timestamp,
  Value: double,
  StatisticValues: statisticSet,
  Values: list(double),
  Counts: list(double),
  Unit: unit,
  StorageResolution: integer({ min: 1 }),
};
