/** So much a second, and a second's worth at once. */
export class Rate {
  readonly #perSecond: number;
  #left: number;
  #at = 0;

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
    this.#left = perSecond;
  }

  /** Is there room at `now` (in milliseconds)? What is larger than a second's worth has to wait for a full one. */
  allows(amount: number, now: number): boolean {
    const passed = Math.max(0, now - this.#at) / 1000;
    this.#left = Math.min(this.#perSecond, this.#left + passed * this.#perSecond);
    this.#at = now;
    return this.#left >= Math.min(amount, this.#perSecond);
  }

  /** Takes it, if need be from the seconds to come. */
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

  /** Takes one record of that size, or says no. */
  write(bytes: number, now: number): boolean {
    if (!this.#bytesIn.allows(bytes, now) || !this.#recordsIn.allows(1, now)) return false;
    this.#bytesIn.take(bytes);
    this.#recordsIn.take(1);
    return true;
  }

  /** Takes one GetRecords, or says no; a reply larger than 2 MiB makes the next wait. */
  read(now: number): boolean {
    if (!this.#bytesOut.allows(1, now) || !this.#reads.allows(1, now)) return false;
    this.#reads.take(1);
    return true;
  }

  /** Counts what GetRecords gave out. */
  gave(bytes: number): void {
    this.#bytesOut.take(bytes);
  }

  /** Takes one GetShardIterator, or says no. */
  iterator(now: number): boolean {
    if (!this.#iterators.allows(1, now)) return false;
    this.#iterators.take(1);
    return true;
  }
}
