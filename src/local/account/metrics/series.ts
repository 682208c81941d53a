import { Tally } from "./tally.ts";

/** Names and values of a metric's dimensions. */
export type Dimensions = Readonly<Record<string, string>>;

/** What a metric is called. */
export interface About {
  /** Such as `AWS/Kinesis`. */
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Dimensions;
  /** AWS's word, such as `Count` or `Milliseconds`; `None` when left out. */
  readonly unit?: string;
}

/** A stretch of time and the samples in it. */
export interface Bucket {
  /** Milliseconds since 1970. */
  readonly start: number;
  readonly tally: Tally;
}

const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;
/** CloudWatch keeps points of one minute for 15 days. */
const KEPT_MS = 15 * 86_400_000;
/** A week of minutes: an alarm looks no further back. */
const MOST_BUCKETS = 10_080;

/** One metric in one unit over time, in buckets of a minute (of a second where it is put with high resolution). Old ones go. */
export class Series {
  readonly about: Required<About>;
  readonly #buckets = new Map<number, Bucket>();
  #latest: Bucket | undefined;
  #latestEnd = 0;

  constructor({ unit = "None", ...about }: About) {
    this.about = { ...about, unit };
  }

  /** The start of the newest bucket, in milliseconds since 1970; undefined where there is none. */
  get newest(): number | undefined {
    return this.#latest?.start;
  }

  /** Adds `count` samples of that value at that time, in milliseconds since 1970. */
  put(value: number, at: number, count = 1): void {
    const latest = this.#latest;
    if (latest !== undefined && at >= latest.start && at < this.#latestEnd) latest.tally.put(value, count);
    else this.#bucketAt(at, MINUTE_MS).tally.put(value, count);
  }

  /** The samples at that time; `perSecond` for a bucket of its own for each second. */
  at(at: number, perSecond = false): Pick<Tally, "put" | "add"> {
    return this.#bucketAt(at, perSecond ? SECOND_MS : MINUTE_MS).tally;
  }

  /** The samples from `start` on and before `end`, in order of time. */
  between(start: number, end: number): readonly Bucket[] {
    const found = [...this.#buckets.values()].filter((bucket) => bucket.start >= start && bucket.start < end);
    return found.sort((one, other) => one.start - other.start);
  }

  #bucketAt(at: number, length: number): Bucket {
    const start = Math.floor(at / length) * length;
    const known = this.#buckets.get(start);
    if (known !== undefined) return known;
    const bucket = { start, tally: new Tally() };
    this.#buckets.set(start, bucket);
    if (this.#latest === undefined || start > this.#latest.start) {
      this.#latest = bucket;
      this.#latestEnd = start + length;
      this.#forget(start - KEPT_MS);
    }
    return bucket;
  }

  #forget(before: number): void {
    for (const start of this.#buckets.keys()) {
      if (start >= before && this.#buckets.size <= MOST_BUCKETS) return;
      this.#buckets.delete(start);
    }
  }
}
