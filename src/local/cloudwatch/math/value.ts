/** A metric or the outcome of an expression: a value for each period that has one, by its beginning in milliseconds since 1970. */
export class TimeSeries {
  readonly points: ReadonlyMap<number, number>;

  constructor(points: Iterable<readonly [at: number, value: number]>) {
    this.points = new Map(points);
  }

  /** The points in order of time. */
  get sorted(): readonly (readonly [at: number, value: number])[] {
    return [...this.points].sort(([one], [other]) => one - other);
  }

  /** Each value changed; undefined is none. */
  map(change: (value: number, at: number) => number | undefined): TimeSeries {
    return new TimeSeries(pairs(this.points.keys(), (at) => change(this.points.get(at) ?? 0, at)));
  }
}

/** What an expression is made of: numbers, texts (of METRICS, and words such as REPEAT), time series, arrays of them. */
export type MathValue = number | string | TimeSeries | readonly TimeSeries[];

/** A value for each of those times; undefined is none, and so is a number that is not finite. */
export function pairs(
  times: Iterable<number>,
  valueAt: (at: number) => number | undefined,
): readonly (readonly [at: number, value: number])[] {
  const found: [number, number][] = [];
  for (const at of times) {
    const value = valueAt(at);
    if (value !== undefined && Number.isFinite(value)) found.push([at, value]);
  }
  return found;
}

/** Is it an array of time series? */
export function isArray(value: MathValue): value is readonly TimeSeries[] {
  return Array.isArray(value);
}
