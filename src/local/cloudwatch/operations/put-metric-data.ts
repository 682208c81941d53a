import { metricsOf } from "../../account/metrics/metrics.ts";
import { wireOperation } from "../../protocols/query-compatible/wire-operation.ts";
import { list } from "../../shape/collection.ts";
import { required, structure } from "../../shape/structure.ts";
import type { Of } from "../../shape/structure.ts";
import { Fault } from "../../fault.ts";
import { invalidCombination, invalidValue } from "../faults.ts";
import { byName, datum, namespace } from "../members.ts";

type Datum = Of<typeof datum>;

const TWO_WEEKS_MS = 14 * 86_400_000;
const TWO_HOURS_MS = 2 * 3_600_000;
/** Ours: they are kept in memory. */
const MOST_METRICS = 10_000;

/** PutMetricData. */
export const putMetricData = wireOperation(
  "PutMetricData",
  { Namespace: required(namespace), MetricData: list(structure(datum)) },
  ({ account, region }, { Namespace, MetricData: data = [] }) => {
    if (Namespace.startsWith("AWS/")) throw invalidValue("The value AWS/ for parameter Namespace is invalid.");
    if (data.length === 0) {
      throw new Fault("MissingRequiredParameterException", "The parameter MetricData is required.");
    }
    if (data.length > 1000) throw invalidValue("The collection MetricData must not have a size greater than 1000.");
    const now = account.clock.now();
    const metrics = metricsOf(account, region);
    for (const [i, one] of data.entries()) check(one, `MetricData.member.${i + 1}`, now);
    if (metrics.size + data.length > MOST_METRICS) {
      throw new Fault("LimitExceededFault", `This local AWS keeps ${MOST_METRICS} metrics at most.`);
    }
    for (const one of data) {
      const about = { namespace: Namespace, metric: one.MetricName, dimensions: byName(one.Dimensions) };
      const series = metrics.series(one.Unit === undefined ? about : { ...about, unit: one.Unit });
      const tally = series.at(one.Timestamp ?? now, (one.StorageResolution ?? 60) < 60);
      if (one.Value !== undefined) tally.put(one.Value);
      const { StatisticValues: set } = one;
      if (set !== undefined) {
        tally.add({ count: set.SampleCount, sum: set.Sum, minimum: set.Minimum, maximum: set.Maximum });
      }
      for (const [at, value] of (one.Values ?? []).entries()) tally.put(value, one.Counts?.[at] ?? 1);
    }
    return undefined;
  },
);

function check(one: Datum, at: string, now: number): void {
  const given = (["Value", "Values", "StatisticValues"] as const).filter((name) => one[name] !== undefined);
  if (given.length === 0) {
    const names = `${at}.Value, ${at}.Values, ${at}.StatisticValues`;
    throw new Fault("MissingRequiredParameterException", `At least one of the parameters ${names} must be specified.`);
  }
  // Values beside StatisticValues AWS takes.
  if (given[0] === "Value" && given[1] !== undefined) {
    const which = `${at}.Value and ${at}.${given[1]}`;
    throw invalidCombination(`The parameters ${which} are mutually exclusive and you have specified both.`);
  }
  if (one.Counts !== undefined && one.Counts.length !== one.Values?.length) {
    throw invalidValue(`The parameters ${at}.Values and ${at}.Counts must be of the same size.`);
  }
  if ((one.Values?.length ?? 0) > 150) {
    throw invalidValue(`The collection ${at}.Values must not have a size greater than 150.`);
  }
  const resolution = one.StorageResolution ?? 60;
  if (resolution !== 1 && resolution !== 60) {
    throw invalidValue(`The parameter ${at}.StorageResolution must be 1 or 60.`);
  }
  const time = one.Timestamp ?? now;
  if (Number.isNaN(time) || time < now - TWO_WEEKS_MS || time > now + TWO_HOURS_MS) {
    throw invalidValue(
      `The parameter ${at}.Timestamp must specify a time no more than two weeks in the past or two hours in the future.`,
    );
  }
  for (const [name, value] of numbersOf(one)) {
    if (!isTaken(value))
      throw invalidValue(`The value ${written.format(value)} for parameter ${at}.${name} is invalid.`);
  }
}

function numbersOf({ Value, Values = [], Counts = [], StatisticValues }: Datum): readonly [string, number][] {
  return [
    ...(Value === undefined ? [] : [["Value", Value] as [string, number]]),
    ...Values.map((value, i): [string, number] => [`Values.member.${i + 1}`, value]),
    ...Counts.map((value, i): [string, number] => [`Counts.member.${i + 1}`, value]),
    ...Object.entries(StatisticValues ?? {}).map(([name, value]): [string, number] => [
      `StatisticValues.${name}`,
      value,
    ]),
  ];
}

/** CloudWatch keeps numbers from 2^-360 to 2^360, either side of zero, and zero. */
function isTaken(value: number): boolean {
  const size = Math.abs(value);
  return size === 0 || (size >= 2 ** -360 && size <= 2 ** 360);
}

/** AWS quotes numbers as people write them: `∞`, and `0` for the smallest. */
const written = new Intl.NumberFormat("en-US");
