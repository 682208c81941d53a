import type { Range } from "../data/periods.ts";
import { fill } from "./fill.ts";
import { MathError } from "./math-error.ts";
import { valueAt } from "./operators.ts";
import { TimeSeries, isArray, pairs } from "./value.ts";
import type { MathValue } from "./value.ts";

/** A function of metric math. */
export type MathFunction = (given: readonly MathValue[], range: Range) => MathValue;

const summary: Readonly<Record<string, (values: readonly number[]) => number>> = {
  SUM: (values) => values.reduce((sum, value) => sum + value, 0),
  AVG: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  MIN: (values) => Math.min(...values),
  MAX: (values) => Math.max(...values),
  STDDEV: (values) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  },
};

const pointwise: Readonly<Record<string, (value: number) => number>> = {
  ABS: Math.abs,
  CEIL: Math.ceil,
  FLOOR: Math.floor,
  LOG: Math.log,
  LOG10: Math.log10,
};

type Earlier = readonly [at: number, value: number];

/** Of a point and the one before it. */
const stepwise: Readonly<Record<string, (point: Earlier, before: Earlier) => number>> = {
  DIFF: ([, value], [, earlier]) => value - earlier,
  DIFF_TIME: ([at], [earlier]) => (at - earlier) / 1_000,
  RATE: ([at, value], [time, earlier]) => (value - earlier) / ((at - time) / 1_000),
};

const dates: Readonly<Record<string, (date: Date) => number>> = {
  EPOCH: (date) => date.getTime() / 1_000,
  MINUTE: (date) => date.getUTCMinutes(),
  HOUR: (date) => date.getUTCHours(),
  // Monday is 1.
  DAY: (date) => date.getUTCDay() || 7,
  DATE: (date) => date.getUTCDate(),
  MONTH: (date) => date.getUTCMonth() + 1,
  YEAR: (date) => date.getUTCFullYear(),
};

const others: Readonly<Record<string, MathFunction>> = {
  IF: ([condition = 0, one = 0, other]) => choose(condition, one, other),
  FILL: ([value = 0, how = 0], range) => each(value, (series) => fill(series, how, range)),
  TIME_SERIES: ([value = 0], range) => (typeof value === "number" ? constant(value, range) : value),
  METRIC_COUNT: ([value = 0]) => (isArray(value) ? value.length : 1),
  DATAPOINT_COUNT: ([value = 0]) => seriesOf(value).points.size,
  PERIOD: (_, { period }) => period / 1_000,
  FIRST: ([value = 0]) => arrayOf(value)[0] ?? new TimeSeries([]),
  LAST: ([value = 0]) => arrayOf(value).at(-1) ?? new TimeSeries([]),
  REMOVE_EMPTY: ([value = 0]) => arrayOf(value).filter(({ points }) => points.size > 0),
  SLICE: ([value = 0, from = 0, to]) => arrayOf(value).slice(Number(from), to === undefined ? undefined : Number(to)),
  RUNNING_SUM: ([value = 0]) =>
    each(value, (series) => {
      let sum = 0;
      return new TimeSeries(series.sorted.map(([at, one]) => [at, (sum += one)] as const));
    }),
};

/** The function of that name. Throws MathError. */
export function functionNamed(name: string): MathFunction {
  const [summed, pointed, stepped, dated] = [summary[name], pointwise[name], stepwise[name], dates[name]];
  if (summed !== undefined) return ([value = 0]) => summarize(value, summed);
  if (pointed !== undefined) {
    return ([value = 0]) => (typeof value === "number" ? pointed(value) : each(value, (one) => one.map(pointed)));
  }
  if (stepped !== undefined) return ([value = 0]) => each(value, (series) => steps(series, stepped));
  if (dated !== undefined) return ([value = 0]) => each(value, (one) => one.map((_, at) => dated(new Date(at))));
  const other = Object.hasOwn(others, name) ? others[name] : undefined;
  if (other !== undefined) return other;
  throw new MathError(`Unsupported function ${name}: this local AWS does not have it`);
}

/** Of a series one number, of an array a series: at each time of what is there. */
function summarize(value: MathValue, work: (values: readonly number[]) => number): MathValue {
  if (typeof value === "number") return value;
  if (!isArray(value)) {
    const { points } = seriesOf(value);
    return points.size === 0 ? new TimeSeries([]) : work([...points.values()]);
  }
  const times = new Set(value.flatMap(({ points }) => [...points.keys()]));
  return new TimeSeries(
    pairs(times, (at) => {
      const present = value.flatMap(({ points }) => points.get(at) ?? []);
      return present.length === 0 ? undefined : work(present);
    }),
  );
}

function choose(condition: MathValue, one: MathValue, other: MathValue | undefined): MathValue {
  if (typeof condition === "number") return condition !== 0 ? one : (other ?? new TimeSeries([]));
  const [yes, no] = [plainOf(one), other === undefined ? undefined : plainOf(other)];
  return each(condition, (series) =>
    series.map((value, at) => (value !== 0 ? valueAt(yes, at) : no === undefined ? undefined : valueAt(no, at))),
  );
}

function steps(series: TimeSeries, work: (point: Earlier, before: Earlier) => number): TimeSeries {
  const points = series.sorted;
  return new TimeSeries(points.slice(1).map((point, i) => [point[0], work(point, points[i] ?? point)] as const));
}

function constant(value: number, { start, end, period }: Range): TimeSeries {
  const times = Array.from({ length: Math.ceil((end - start) / period) }, (_, i) => start + i * period);
  return new TimeSeries(times.map((at) => [at, value] as const));
}

function each(value: MathValue, work: (series: TimeSeries) => TimeSeries): MathValue {
  return isArray(value) ? value.map(work) : work(seriesOf(value));
}

function seriesOf(value: MathValue): TimeSeries {
  if (value instanceof TimeSeries) return value;
  throw new MathError("A time series is needed here");
}

function plainOf(value: MathValue): number | TimeSeries {
  return typeof value === "number" ? value : seriesOf(value);
}

function arrayOf(value: MathValue): readonly TimeSeries[] {
  return isArray(value) ? value : [seriesOf(value)];
}
