import type { AlarmInput, StateValue } from "./alarm.ts";

/** A period of the evaluation range with data. */
export interface Datapoint {
  /** When it begins, in milliseconds since 1970. */
  readonly at: number;
  readonly value: number;
  /** How many periods lie between it and now. */
  readonly age: number;
  readonly sampleCount?: number | undefined;
}

/** What an evaluation comes to. */
export interface Verdict {
  /** Undefined: the alarm stays as it is. */
  readonly state: StateValue | undefined;
  /** The data points that were looked at, newest first, and those of them that breach the threshold. */
  readonly looked: readonly Datapoint[];
  readonly breaching: readonly Datapoint[];
  /** How many periods were taken as TreatMissingData says. */
  readonly filled: number;
}

/** So many periods beyond EvaluationPeriods are looked at where some have no data: AWS's own tables have five for three. */
export const BEYOND = 2;

/** Evaluates an alarm as AWS documents it ("Configuring how CloudWatch alarms treat missing data", with its tables). `data` is what
 * there is in the evaluation range, newest first. */
export function judge(settings: AlarmInput, data: readonly Datapoint[]): Verdict {
  const {
    EvaluationPeriods: periods,
    DatapointsToAlarm: needed = periods,
    TreatMissingData: treat = "missing",
  } = settings;
  // As long as there are enough, periods without data are passed over.
  const looked = data.slice(0, periods);
  const breaching = looked.filter(({ value }) => breaches(settings, value));
  const filled = periods - looked.length;
  const found = { looked, breaching, filled };
  const count = treat === "breaching" ? breaching.length + filled : breaching.length;
  if (filled === 0 || treat === "breaching" || treat === "notBreaching") {
    return { ...found, state: count >= needed ? "ALARM" : "OK" };
  }
  const isKept = treat === "ignore";
  if (looked.length === 0) return { ...found, state: isKept ? undefined : "INSUFFICIENT_DATA" };
  if (count >= needed) return { ...found, state: "ALARM" };
  // "Premature" alarms: all there is breaches, and the oldest of it is as old as the data points that an alarm needs.
  const oldest = looked.at(-1)?.age ?? 0;
  if (breaching.length === looked.length && oldest + 1 >= needed)
    return { ...found, state: isKept ? undefined : "ALARM" };
  return { ...found, state: "OK" };
}

function breaches({ ComparisonOperator: operator, Threshold = 0 }: AlarmInput, value: number): boolean {
  switch (operator) {
    case "GreaterThanThreshold":
      return value > Threshold;
    case "GreaterThanOrEqualToThreshold":
      return value >= Threshold;
    case "LessThanThreshold":
      return value < Threshold;
    case "LessThanOrEqualToThreshold":
      return value <= Threshold;
    default:
      return false;
  }
}
