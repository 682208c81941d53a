import { checkQueries } from "../data/check-queries.ts";
import { periodOf } from "../data/query-results.ts";
import { statisticNamed } from "../data/statistic.ts";
import { invalid, invalidCombination } from "../faults.ts";
import { MathError } from "../math/math-error.ts";
import { parse } from "../math/parse.ts";
import { comparisons, periodOfAlarm } from "./alarm.ts";
import type { AlarmInput } from "./alarm.ts";

const treatments = ["breaching", "notBreaching", "ignore", "missing"];
const DAY = 86_400;
const WEEK = 604_800;
const HOUR = 3_600;
/** Metrics of one alarm. */
const MOST_METRICS = 10;

/** Throws ValidationException or another of AWS's errors for an alarm that cannot be. */
export function checkAlarm(input: AlarmInput, region: string): void {
  const { TreatMissingData: treat, EvaluationPeriods: periods, DatapointsToAlarm = periods, Threshold } = input;
  if (input.EvaluationInterval !== undefined)
    throw invalidCombination(
      "EvaluationInterval cannot be specified for alarms configured with MetricName or Metrics.",
    );
  if (input.Metrics === undefined) checkMetric(input);
  else checkMetrics(input);
  if (!Object.hasOwn(comparisons, input.ComparisonOperator)) {
    throw invalid("This local AWS has no anomaly detection: the alarm needs a threshold.");
  }
  if (Threshold === undefined || !Number.isFinite(Threshold)) throw invalid("Threshold must not be null");
  if (treat !== undefined && !treatments.includes(treat)) {
    throw invalid(`Option ${treat} for parameter TreatMissingData is not supported.`);
  }
  if (DatapointsToAlarm > periods) {
    throw invalid("DatapointsToAlarm must be less than or equal to EvaluationPeriods");
  }
  checkWindow(periodOfAlarm(input), periods);
  checkActions(input, region);
}

/** Throws ValidationException for an action that cannot be. */
export function checkActions(
  input: Pick<AlarmInput, "AlarmActions" | "OKActions" | "InsufficientDataActions">,
  region: string,
): void {
  for (const arns of [input.AlarmActions, input.OKActions, input.InsufficientDataActions])
    for (const arn of arns ?? []) checkAction(arn, region);
}

function checkMetric({ MetricName, Namespace, Period, Statistic, ExtendedStatistic }: AlarmInput): void {
  if (MetricName === undefined) throw invalid("MetricName must not be null");
  if (Namespace === undefined) throw invalid("Namespace must not be null");
  if (Period === undefined) throw invalid("Period must not be null");
  if ((Statistic === undefined) === (ExtendedStatistic === undefined)) {
    throw invalidCombination("Exactly one of the parameters Statistic and ExtendedStatistic must be specified.");
  }
  if (ExtendedStatistic !== undefined && statisticNamed(ExtendedStatistic) === undefined) {
    throw invalid(`The value ${ExtendedStatistic} for parameter ExtendedStatistic is not supported.`);
  }
  checkPeriod(Period);
}

/** What an alarm of one metric has, and one of expressions has not. */
const ofOneMetric = [
  "MetricName",
  "Namespace",
  "Dimensions",
  "Period",
  "Unit",
  "Statistic",
  "ExtendedStatistic",
] as const;

function checkMetrics(input: AlarmInput): void {
  const { Metrics: queries = [] } = input;
  const beside = ofOneMetric.find(
    (name) => input[name] !== undefined && !(name === "Dimensions" && input[name]?.length === 0),
  );
  if (beside !== undefined) {
    throw invalidCombination(
      `The parameters Metrics and ${beside} are mutually exclusive and you have specified both.`,
    );
  }
  if (queries.length === 0 || queries.filter(({ MetricStat }) => MetricStat !== undefined).length > MOST_METRICS) {
    throw invalid(`Metrics list must contain between 1 and ${MOST_METRICS} metrics.`);
  }
  checkQueries(queries, "Metrics");
  if (queries.filter(({ ReturnData = true }) => ReturnData).length !== 1) {
    throw invalid("Exactly one element of the metrics list should return data.");
  }
  for (const query of queries) {
    checkPeriod(periodOf(query, queries));
    if (query.Expression === undefined) continue;
    try {
      parse(query.Expression);
    } catch (error) {
      if (error instanceof MathError) throw invalid(`Error in expression '${query.Id}' [${error.message}]`);
      throw error;
    }
  }
}

function checkPeriod(period: number): void {
  if ([10, 20, 30].includes(period) || period % 60 === 0) return;
  throw invalid("Period must be 10, 20, 30 or a multiple of 60");
}

function checkWindow(period: number, periods: number): void {
  const window = period * periods;
  if (period < HOUR && window > DAY) {
    throw invalid(
      `Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= ${DAY}) for alarms using period < ${HOUR}`,
    );
  }
  if (window > WEEK) {
    throw invalid(
      `Metrics cannot be checked across more than a week (EvaluationPeriods * Period must be <= ${WEEK}) for alarms using period >= ${HOUR}`,
    );
  }
}

/** The topic of another account or one that does not exist AWS takes; that it cannot be reached shows when the alarm fires. */
function checkAction(arn: string, region: string): void {
  const [, at] = /^arn:[\w-]+:[\w-]+:([\w-]*):[^:]*:.+$/.exec(arn) ?? [];
  if (at === undefined) throw invalid(`Invalid arn syntax: ${arn}`);
  if (at !== "" && at !== region) throw invalid(`Invalid region ${at} specified. Only ${region} is supported.`);
}
