/** The statistics of some samples, as CloudWatch's StatisticSet has them. */
export interface Statistics {
  readonly count: number;
  readonly sum: number;
  readonly minimum: number;
  readonly maximum: number;
}

/** A value, and how many samples have it. */
export type Weighted = readonly [value: number, count: number];

/** So many different values are kept as they are; further ones lose digits, as they do in CloudWatch's own sketches. */
const MOST_VALUES = 1_000;
const DIGITS = 3;

/** Samples of one metric in one stretch of time: their statistics, and the values, for percentiles. */
export class Tally implements Statistics {
  count = 0;
  sum = 0;
  minimum = Infinity;
  maximum = -Infinity;
  /** Undefined while all samples have one value, as those that count requests do. */
  #values: Map<number, number> | undefined;
  #isVague = false;

  /** Adds `count` samples of that value. */
  put(value: number, count = 1): void {
    if (this.#values === undefined && this.count > 0 && (value !== this.minimum || value !== this.maximum)) {
      this.#values = new Map([[this.minimum, this.count]]);
    }
    this.count += count;
    this.sum += value * count;
    if (value < this.minimum) this.minimum = value;
    if (value > this.maximum) this.maximum = value;
    const values = this.#values;
    if (values === undefined) return;
    const kept = values.size < MOST_VALUES || values.has(value) ? value : Number(value.toPrecision(DIGITS));
    values.set(kept, (values.get(kept) ?? 0) + count);
  }

  /** Adds samples of which only the statistics are known: there are no percentiles then, unless all have one value. */
  add({ count, sum, minimum, maximum }: Statistics): void {
    if (count <= 0) return;
    if (minimum === maximum) return this.put(minimum, count);
    this.#isVague = true;
    this.count += count;
    this.sum += sum;
    this.minimum = Math.min(this.minimum, minimum);
    this.maximum = Math.max(this.maximum, maximum);
  }

  /** Adds the samples of another. */
  merge(other: Tally): void {
    if (other.#isVague) return this.add(other);
    for (const [value, count] of other.values() ?? []) this.put(value, count);
  }

  /** The values in rising order; undefined where they are not known. */
  values(): readonly Weighted[] | undefined {
    if (this.#isVague) return undefined;
    if (this.#values === undefined) return this.count === 0 ? [] : [[this.minimum, this.count]];
    return [...this.#values].sort(([one], [other]) => one - other);
  }
}
