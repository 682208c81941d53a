interface Entry<T> {
  readonly at: number;
  readonly value: T | undefined;
}

/** Values by name with a short history, since IAM shows a change at once but applies it later. Values are immutable. */
export class Ledger<T> {
  readonly #histories = new Map<string, readonly Entry<T>[]>();

  /** The current value. */
  get(name: string): T | undefined {
    return this.#histories.get(name)?.at(-1)?.value;
  }

  /** The value at the time `at`, in milliseconds since 1970. */
  asOf(name: string, at: number): T | undefined {
    return this.#histories.get(name)?.findLast((entry) => entry.at <= at)?.value;
  }

  /** All current values, by name. */
  all(): readonly T[] {
    const names = [...this.#histories.keys()].sort();
    return names.map((name) => this.get(name)).filter((value) => value !== undefined);
  }

  /** Is there a current value like that? */
  some(is: (value: T) => boolean): boolean {
    return this.find(is) !== undefined;
  }

  /** A current value like that. */
  find(is: (value: T) => boolean): T | undefined {
    for (const history of this.#histories.values()) {
      const value = history.at(-1)?.value;
      if (value !== undefined && is(value)) return value;
    }
    return undefined;
  }

  /** Sets a value (undefined: removes it) at the time `now`, and forgets history before `keepFrom`. */
  put(name: string, value: T | undefined, now: number, keepFrom: number): void {
    const history = [...(this.#histories.get(name) ?? []), { at: now, value }];
    const settled = history.findLastIndex((entry) => entry.at <= keepFrom);
    const kept = history.slice(Math.max(settled, 0));
    if (kept.length === 1 && value === undefined) this.#histories.delete(name);
    else this.#histories.set(name, kept);
  }
}
