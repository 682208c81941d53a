import type { MetricAlarm, PutMetricAlarmCommandInput } from "@aws-sdk/client-cloudwatch";
import type { Drift } from "../../../engine/errors.ts";
import { sameValue } from "../../../engine/same-json.ts";

/** What of an alarm is compared, under the names that it has in AWS. */
export type AlarmFacts = Readonly<Record<string, unknown>>;

const members = [
  "AlarmDescription",
  "ActionsEnabled",
  "AlarmActions",
  "OKActions",
  "Namespace",
  "MetricName",
  "Dimensions",
  "Statistic",
  "ExtendedStatistic",
  "Unit",
  "Metrics",
  "Period",
  "EvaluationPeriods",
  "DatapointsToAlarm",
  "ComparisonOperator",
  "Threshold",
  "TreatMissingData",
] as const;

/** An alarm as it is wanted, or as CloudWatch has it, in one form: what is not set is left out, and lists without an order are sorted. */
export function alarmFacts(alarm: MetricAlarm | Partial<PutMetricAlarmCommandInput>): AlarmFacts {
  const said = members.map((name) => [name, plain(alarm[name])] as const);
  return Object.fromEntries(said.filter(([, value]) => value !== undefined));
}

/** The same for a value: empty lists and texts are nothing. Of a query, its label is not ours. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) {
    const all = value.map(plain).sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
    return all.length === 0 ? undefined : all;
  }
  if (typeof value !== "object" || value === null) return value === "" ? undefined : (value ?? undefined);
  const kept = Object.entries(value)
    .filter(([name]) => name !== "Label" && name !== "AccountId")
    .map(([name, inner]) => [name, plain(inner)] as const)
    .filter(([, inner]) => inner !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(kept);
}

/** Where alarms, by kind, are not as wanted. */
export function alarmDrift(
  wanted: Readonly<Record<string, AlarmFacts>>,
  actual: Readonly<Record<string, AlarmFacts>>,
): readonly Drift[] {
  return [...new Set([...Object.keys(wanted), ...Object.keys(actual)])].flatMap((kind): readonly Drift[] => {
    const [asked, there] = [wanted[kind], actual[kind]];
    if (asked === undefined) return [{ field: kind, wanted: "none", actual: "there" }];
    if (there === undefined) return [{ field: kind, wanted: "there", actual: "missing" }];
    return members
      .filter((name) => !sameValue(asked[name] ?? null, there[name] ?? null))
      .map((name) => ({ field: `${kind} ${name}`, wanted: asked[name] ?? "none", actual: there[name] ?? "none" }));
  });
}
