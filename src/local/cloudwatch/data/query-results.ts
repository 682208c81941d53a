import type { Metrics } from "../../account/metrics/metrics.ts";
import type { Series } from "../../account/metrics/series.ts";
import { invalid } from "../faults.ts";
import { evaluate } from "../math/evaluate.ts";
import { MathError } from "../math/math-error.ts";
import { parse } from "../math/parse.ts";
import { TimeSeries, isArray } from "../math/value.ts";
import type { MathValue } from "../math/value.ts";
import { byName } from "../members.ts";
import type { MetricQuery } from "../members.ts";
import { periodsOf } from "./periods.ts";
import type { Period, Range } from "./periods.ts";
import { statisticNamed } from "./statistic.ts";

/** When the queries are evaluated, in milliseconds since 1970, and how a period (in seconds) cuts that. */
export type Cut = (period: number) => Range;

/** The outcome of a query. */
export interface Result {
  readonly query: MetricQuery;
  readonly series: TimeSeries;
  /** Where the metric has data in more than one unit: those, sorted. */
  readonly units: readonly string[];
  /** The samples behind the points, where it is a metric. */
  readonly periods: readonly Period[];
}

/** Evaluates queries, each once, in whichever order they need each other. Throws ValidationException for an expression that makes
 * no sense. */
export function queryResults(metrics: Metrics, queries: readonly MetricQuery[], cut: Cut): readonly Result[] {
  const done = new Map<string, readonly Result[]>();
  const busy = new Set<string>();
  const byId = new Map(queries.map((query) => [query.Id, query]));
  return queries.flatMap((query) => resultsOf(query));

  function resultsOf(query: MetricQuery): readonly Result[] {
    const known = done.get(query.Id);
    if (known !== undefined) return known;
    if (busy.has(query.Id)) throw inExpression(query, "Expression refers to itself");
    busy.add(query.Id);
    const results = query.Expression === undefined ? [metricResult(metrics, query, cut)] : expressionResults(query);
    done.set(query.Id, results);
    return results;
  }

  function expressionResults(query: MetricQuery): readonly Result[] {
    const period = periodOf(query, queries);
    try {
      const value = evaluate(parse(query.Expression ?? ""), {
        range: cut(period),
        named: (id) => valueNamed(id),
        metrics: (part) =>
          queries
            .filter(({ Id, MetricStat }) => MetricStat !== undefined && Id.includes(part))
            .flatMap((one) => resultsOf(one).map(({ series }) => series)),
      });
      if (typeof value === "number" || typeof value === "string")
        throw new MathError("Expression must return a time series");
      const all = isArray(value) ? value : [value];
      return all.map((series) => ({ query, series, units: [], periods: [] }));
    } catch (error) {
      if (error instanceof MathError) throw inExpression(query, error.message);
      throw error;
    }
  }

  function valueNamed(id: string): MathValue | undefined {
    const query = byId.get(id);
    if (query === undefined) return undefined;
    const results = resultsOf(query).map(({ series }) => series);
    return results.length === 1 ? results[0] : results;
  }
}

/** AWS's words for an expression that makes no sense. */
function inExpression({ Id }: MetricQuery, reason: string): Error {
  return invalid(`Error in expression '${Id}' [${reason}]`);
}

/** The period of a query in seconds: an expression's is its own, or the longest of the metrics. */
export function periodOf({ MetricStat, Period }: MetricQuery, queries: readonly MetricQuery[]): number {
  return MetricStat?.Period ?? Period ?? Math.max(60, ...queries.map((query) => query.MetricStat?.Period ?? 0));
}

function metricResult(metrics: Metrics, query: MetricQuery, cut: Cut): Result {
  const { MetricStat: asked } = query;
  const statistic = statisticNamed(asked?.Stat ?? "");
  if (asked === undefined || statistic === undefined)
    return { query, series: new TimeSeries([]), units: [], periods: [] };
  const { Namespace = "", MetricName = "", Dimensions } = asked.Metric;
  const about = { namespace: Namespace, metric: MetricName, dimensions: byName(Dimensions) };
  const range = cut(asked.Period);
  const found = metrics.find(asked.Unit === undefined ? about : { ...about, unit: asked.Unit });
  const present = found.filter((series) => series.between(range.start, range.end).length > 0);
  const periods = periodsOf(firstUnit(present), range);
  const points = periods.flatMap(({ at, tally }) => {
    const value = statistic(tally);
    return value === undefined ? [] : [[at, value] as const];
  });
  const units = present.map(({ about: { unit } }) => unit).sort();
  return { query, series: new TimeSeries(points), units: units.length > 1 ? units : [], periods };
}

/** In this order AWS looks for the unit of a metric that was put in several: seen in answers of AWS. */
const order = [
  "Megabits",
  "Terabits",
  "Gigabits",
  "Count",
  "Bytes",
  "Gigabytes",
  "Kilobytes",
  "Terabytes",
  "Percent",
  "Megabytes",
  "Milliseconds",
  "Microseconds",
  "Bits",
  "Seconds",
  "Kilobits",
];

function firstUnit(series: readonly Series[]): readonly Series[] {
  const rank = ({ about: { unit } }: Series): number => (order.indexOf(unit) + order.length + 1) % (order.length + 1);
  return series.toSorted((one, other) => rank(one) - rank(other)).slice(0, 1);
}
