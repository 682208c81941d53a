/** A rate per second, with a burst of one second's worth. */
export class Rate {
  readonly #perSecond: number;
  #left: number;
  #at = 0;

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
    this.#left = perSecond;
  }

  /** Is there room at `now` (in milliseconds)? An amount larger than a second's worth needs a full bucket. */
  allows(amount: number, now: number): boolean {
    const passed = Math.max(0, now - this.#at) / 1000;
    this.#left = Math.min(this.#perSecond, this.#left + passed * this.#perSecond);
    this.#at = now;
    return this.#left >= Math.min(amount, this.#perSecond);
  }

  /** Takes the amount, borrowing from later seconds if needed. */
  take(amount: number): void {
    this.#left -= amount;
  }
}

/** What one shard carries: https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html */
export class ShardRates {
  readonly #bytesIn = new Rate(1_048_576);
  readonly #recordsIn = new Rate(1000);
  readonly #bytesOut = new Rate(2_097_152);
  readonly #reads = new Rate(5);
  readonly #iterators = new Rate(5);

  /** Takes one record of that size; false when the rate is exceeded. */
  write(bytes: number, now: number): boolean {
    if (!this.#bytesIn.allows(bytes, now) || !this.#recordsIn.allows(1, now)) return false;
    this.#bytesIn.take(bytes);
    this.#recordsIn.take(1);
    return true;
  }

  /** Takes one GetRecords; false when the rate is exceeded. A reply larger than 2 MiB makes the next one wait. */
  read(now: number): boolean {
    if (!this.#bytesOut.allows(1, now) || !this.#reads.allows(1, now)) return false;
    this.#reads.take(1);
    return true;
  }

  /** Counts the bytes of a GetRecords reply. */
  gave(bytes: number): void {
    this.#bytesOut.take(bytes);
  }

  /** Takes one GetShardIterator; false when the rate is exceeded. */
  iterator(now: number): boolean {
    if (!this.#iterators.allows(1, now)) return false;
    this.#iterators.take(1);
    return true;
  }
}
