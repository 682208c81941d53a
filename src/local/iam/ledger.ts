interface Entry<T> {
  readonly at: number;
  readonly value: T | undefined;
}

/** Things by name that remembers a while of history, since IAM shows a change at once but obeys it only some time later.
 * Values are immutable; a change is a new value. */
export class Ledger<T> {
  readonly #histories = new Map<string, readonly Entry<T>[]>();

  /** As it is now. */
  get(name: string): T | undefined {
    return this.#histories.get(name)?.at(-1)?.value;
  }

  /** As it was at the time `at`, in milliseconds since 1970. */
  asOf(name: string, at: number): T | undefined {
    return this.#histories.get(name)?.findLast((entry) => entry.at <= at)?.value;
  }

  /** All there is now, by name. */
  all(): readonly T[] {
    const names = [...this.#histories.keys()].sort();
    return names.map((name) => this.get(name)).filter((value) => value !== undefined);
  }

  /** Notes a new value (undefined: gone) at the time `now`, and forgets what was over at the time `keepFrom`. */
  put(name: string, value: T | undefined, now: number, keepFrom: number): void {
    const history = [...(this.#histories.get(name) ?? []), { at: now, value }];
    const settled = history.findLastIndex((entry) => entry.at <= keepFrom);
    const kept = history.slice(Math.max(settled, 0));
    if (kept.length === 1 && value === undefined) this.#histories.delete(name);
    else this.#histories.set(name, kept);
  }
}
