import type { Series } from "../../account/metrics/series.ts";
import { Tally } from "../../account/metrics/tally.ts";

/** A stretch of time cut into periods, in milliseconds (since 1970). */
export interface Range {
  readonly start: number;
  /** Not part of it. */
  readonly end: number;
  readonly period: number;
}

/** The samples of one period. */
export interface Period {
  /** When it begins, in milliseconds since 1970. */
  readonly at: number;
  readonly tally: Tally;
}

/** The periods of the range that have samples, in order of time. */
export function periodsOf(series: readonly Series[], { start, end, period }: Range): readonly Period[] {
  const found = new Map<number, Tally>();
  for (const bucket of series.flatMap((one) => one.between(start, end))) {
    const at = start + Math.floor((bucket.start - start) / period) * period;
    let tally = found.get(at);
    if (tally === undefined) found.set(at, (tally = new Tally()));
    tally.merge(bucket.tally);
  }
  return [...found].map(([at, tally]) => ({ at, tally })).sort((one, other) => one.at - other.at);
}

/** The range as AWS reads it: from a whole minute on, or a whole period where that is shorter. `period` is in seconds. */
export function rangeOf(start: number, end: number, period: number): Range {
  const step = Math.min(60, period) * 1_000;
  return { start: Math.floor(start / step) * step, end, period: period * 1_000 };
}

/** Is that a period, in seconds, of data? */
export function isPeriod(seconds: number): boolean {
  return [1, 5, 10, 20, 30].includes(seconds) || seconds % 60 === 0;
}
