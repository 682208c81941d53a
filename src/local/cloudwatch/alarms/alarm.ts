import { Double } from "../../shape/double.ts";
import { flag, double, integer } from "../../shape/scalar.ts";
import { list } from "../../shape/collection.ts";
import { required } from "../../shape/structure.ts";
import type { Of } from "../../shape/structure.ts";
import { oneOf, text } from "../../shape/text.ts";
import { dimensions, name, namespace, plainStatistic, queries, tags, unit } from "../members.ts";
import type { DimensionList, MetricQuery } from "../members.ts";

/** What an alarm does when it enters a state, as ARNs. */
export const actions = list(text({ min: 1, max: 1024 }), { min: 0, max: 5 });

/** How a value is compared with the threshold, and how reasons word that. */
export const comparisons = {
  GreaterThanOrEqualToThreshold: "greater than or equal to",
  GreaterThanThreshold: "greater than",
  LessThanThreshold: "less than",
  LessThanOrEqualToThreshold: "less than or equal to",
} as const;

export const alarmMembers = {
  AlarmName: required(name),
  AlarmDescription: text({ max: 1024 }),
  ActionsEnabled: flag,
  OKActions: actions,
  AlarmActions: actions,
  InsufficientDataActions: actions,
  MetricName: name,
  Namespace: namespace,
  Statistic: plainStatistic,
  ExtendedStatistic: text(),
  Dimensions: dimensions,
  Period: integer({ min: 1 }),
  Unit: unit,
  EvaluationPeriods: required(integer({ min: 1 })),
  DatapointsToAlarm: integer({ min: 1 }),
  Threshold: double,
  ComparisonOperator: required(
    oneOf(
      "GreaterThanOrEqualToThreshold",
      "GreaterThanThreshold",
      "LessThanThreshold",
      "LessThanOrEqualToThreshold",
      "LessThanLowerOrGreaterThanUpperThreshold",
      "LessThanLowerThreshold",
      "GreaterThanUpperThreshold",
    ),
  ),
  TreatMissingData: text({ min: 1, max: 255 }),
  EvaluateLowSampleCountPercentile: text({ min: 1, max: 255 }),
  Metrics: queries,
  Tags: tags,
  ThresholdMetricId: name,
  EvaluationInterval: integer({ min: 10, max: 3600 }),
};

/** What PutMetricAlarm is given. */
export type AlarmInput = Of<typeof alarmMembers>;

/** The state of an alarm. */
export type StateValue = "OK" | "ALARM" | "INSUFFICIENT_DATA";

/** The state, why, and since when (milliseconds since 1970). */
export interface AlarmState {
  readonly value: StateValue;
  readonly reason: string;
  /** JSON. */
  readonly data?: string | undefined;
  readonly updated: number;
  readonly transitioned: number;
}

/** An alarm with its state. */
export interface Alarm {
  readonly name: string;
  readonly arn: string;
  /** Checked; without the tags. */
  settings: AlarmInput;
  /** Milliseconds since 1970. */
  configured: number;
  /** Up to when it was evaluated, in milliseconds since 1970. */
  evaluated: number;
  state: AlarmState;
}

/** The alarm as DescribeAlarms shows it: AWS leaves out what was not set. */
export function describeAlarm({ name: AlarmName, arn, settings, configured, state }: Alarm) {
  const { Metrics, Dimensions, ActionsEnabled = true, OKActions = [], AlarmActions = [], ...rest } = settings;
  const { InsufficientDataActions = [], Tags: _, Threshold, ...plain } = rest;
  return {
    ...plain,
    AlarmName,
    AlarmArn: arn,
    Threshold: Threshold === undefined ? undefined : new Double(Threshold),
    AlarmConfigurationUpdatedTimestamp: new Date(configured),
    ActionsEnabled,
    OKActions,
    AlarmActions,
    InsufficientDataActions,
    StateValue: state.value,
    StateReason: state.reason,
    StateReasonData: state.data,
    StateUpdatedTimestamp: new Date(state.updated),
    StateTransitionedTimestamp: new Date(state.transitioned),
    ...(Metrics === undefined ? { Dimensions: plainDimensions(Dimensions) } : { Metrics: Metrics.map(describeQuery) }),
  };
}

function describeQuery({ MetricStat, ReturnData = true, ...rest }: MetricQuery) {
  if (MetricStat === undefined) return { ...rest, ReturnData };
  const Metric = { ...MetricStat.Metric, Dimensions: plainDimensions(MetricStat.Metric.Dimensions) };
  return { ...rest, MetricStat: { ...MetricStat, Metric }, ReturnData };
}

function plainDimensions(given: DimensionList = []) {
  return given.map(({ Name, Value }) => ({ Name, Value }));
}

/** The period of the alarm in seconds: that of its metric, or the longest of those in its expression. */
export function periodOfAlarm({ Period, Metrics = [] }: AlarmInput): number {
  if (Period !== undefined) return Period;
  return Math.max(...Metrics.map((query) => query.MetricStat?.Period ?? query.Period ?? 0), 1);
}

/** The alarm's metric or expressions as queries; the one that returns data is what is compared. */
export function queriesOf(settings: AlarmInput): readonly MetricQuery[] {
  const { Metrics, Namespace, MetricName, Dimensions, Period = 60, Statistic, ExtendedStatistic, Unit } = settings;
  if (Metrics !== undefined) return Metrics;
  const Metric = {
    ...(Namespace !== undefined && { Namespace }),
    ...(MetricName !== undefined && { MetricName }),
    ...(Dimensions !== undefined && { Dimensions }),
  };
  const unit = Unit === undefined ? {} : { Unit };
  return [{ Id: "m1", MetricStat: { Metric, Period, Stat: Statistic ?? ExtendedStatistic ?? "", ...unit } }];
}
