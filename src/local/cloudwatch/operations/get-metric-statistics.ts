import { metricsRead } from "../data/metrics-read.ts";
import type { Tally } from "../../account/metrics/tally.ts";
import { Double } from "../../shape/double.ts";
import { wireOperation } from "../../protocols/query-compatible/wire-operation.ts";
import { list } from "../../shape/collection.ts";
import { integer, timestamp } from "../../shape/scalar.ts";
import { required } from "../../shape/structure.ts";
import { text } from "../../shape/text.ts";
import { isPeriod, periodsOf, rangeOf } from "../data/periods.ts";
import { statisticNamed } from "../data/statistic.ts";
import { invalidCombination, invalidValue } from "../faults.ts";
import { byName, dimensions, name, namespace, plainStatistic, unit } from "../members.ts";

const MOST_POINTS = 1_440;

/** GetMetricStatistics: one metric over a time, each of its units apart. */
export const getMetricStatistics = wireOperation(
  "GetMetricStatistics",
  {
    Namespace: required(namespace),
    MetricName: required(name),
    Dimensions: dimensions,
    StartTime: required(timestamp),
    EndTime: required(timestamp),
    Period: required(integer({ min: 1 })),
    Statistics: list(plainStatistic, { min: 1, max: 5 }),
    ExtendedStatistics: list(text(), { min: 1, max: 10 }),
    Unit: unit,
  },
  ({ account, region }, input) => {
    const { Namespace, MetricName, StartTime, EndTime, Period, Statistics = [], ExtendedStatistics = [], Unit } = input;
    if (StartTime >= EndTime) throw invalidValue("The parameter StartTime must be less than the parameter EndTime.");
    const points = Math.ceil((EndTime - StartTime) / 1_000 / Period);
    if (points > MOST_POINTS) {
      throw invalidCombination(
        `You have requested up to ${points} datapoints, which exceeds the limit of ${MOST_POINTS}. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
      );
    }
    if (!isPeriod(Period)) throw invalidValue("The parameter Period must be 1, 5, 10, 20, 30 or a multiple of 60.");
    if (Statistics.length + ExtendedStatistics.length === 0) {
      throw invalidCombination("At least one of the parameters Statistics and ExtendedStatistics must be specified.");
    }
    for (const one of ExtendedStatistics) {
      if (statisticNamed(one) === undefined)
        throw invalidValue(`The value ${one} for parameter ExtendedStatistics is not supported.`);
    }
    const about = { namespace: Namespace, metric: MetricName, dimensions: byName(input.Dimensions) };
    const range = rangeOf(StartTime, EndTime, Period);
    const found = metricsRead(account, region).find(Unit === undefined ? about : { ...about, unit: Unit });
    const datapoints = found.flatMap((series) =>
      periodsOf([series], range).map(({ at, tally }) => ({
        Timestamp: new Date(at),
        ...valuesOf(tally, Statistics),
        ...(ExtendedStatistics.length > 0 && {
          ExtendedStatistics: extended(tally, ExtendedStatistics),
        }),
        Unit: series.about.unit,
      })),
    );
    return { Label: MetricName, Datapoints: datapoints };
  },
);

function valuesOf(tally: Tally, statistics: readonly string[]): Readonly<Record<string, Double | undefined>> {
  const value = (one: string): number | undefined => statisticNamed(one)?.(tally);
  return Object.fromEntries(statistics.map((one) => [one, doubled(value(one))] as const));
}

function extended(tally: Tally, statistics: readonly string[]): ReadonlyMap<string, Double> {
  const known = Object.entries(valuesOf(tally, statistics)).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
  return new Map(known);
}

function doubled(value: number | undefined): Double | undefined {
  return value === undefined ? undefined : new Double(value);
}
