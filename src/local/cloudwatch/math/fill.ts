import type { Range } from "../data/periods.ts";
import { MathError } from "./math-error.ts";
import { TimeSeries, pairs } from "./value.ts";
import type { MathValue } from "./value.ts";

/** The series with a value in each period of the range: a number, that of another series, the last one before (REPEAT), or one
 * on the line between its neighbours (LINEAR). */
export function fill(series: TimeSeries, how: MathValue, { start, end, period }: Range): TimeSeries {
  const times = Array.from({ length: Math.max(0, Math.ceil((end - start) / period)) }, (_, i) => start + i * period);
  const known = series.sorted;
  return new TimeSeries(pairs(times, (at) => series.points.get(at) ?? missing(at)));

  function missing(at: number): number | undefined {
    if (typeof how === "number") return how;
    if (how instanceof TimeSeries) return how.points.get(at);
    const before = known.findLast(([time]) => time < at);
    if (how === "REPEAT") return before?.[1];
    if (how !== "LINEAR") throw new MathError("FILL takes a number, a metric, REPEAT or LINEAR");
    const after = known.find(([time]) => time > at);
    if (before === undefined || after === undefined) return undefined;
    return before[1] + ((after[1] - before[1]) * (at - before[0])) / (after[0] - before[0]);
  }
}
