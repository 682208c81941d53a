import type { Clock } from "../../account/clock.ts";

interface Waiting {
  /** Milliseconds since 1970. */
  readonly until: number;
  expire(): void;
}

/** Time limits of work in progress, with one timer for all, so that finished work leaves none behind. */
export class Deadlines {
  readonly #clock: Clock;
  readonly #waiting = new Set<Waiting>();
  #armedFor = Infinity;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The result of the work. Throws what `late` makes when it takes longer than `ms` milliseconds. */
  race<T>(work: Promise<T>, ms: number, late: () => Error): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const waiting: Waiting = { until: this.#clock.now() + ms, expire: () => reject(late()) };
      this.#waiting.add(waiting);
      this.#arm(waiting.until);
      const done = (): boolean => this.#waiting.delete(waiting);
      work.then(
        (value) => {
          done();
          resolve(value);
        },
        (error: unknown) => {
          done();
          reject(error instanceof Error ? error : new Error(String(error)));
        },
      );
    });
  }

  #arm(until: number): void {
    if (until >= this.#armedFor) return;
    this.#armedFor = until;
    this.#clock.after(Math.max(0, until - this.#clock.now()), () => this.#sweep(until));
  }

  #sweep(armedFor: number): void {
    if (this.#armedFor === armedFor) this.#armedFor = Infinity;
    const now = this.#clock.now();
    let next = Infinity;
    for (const waiting of this.#waiting) {
      if (waiting.until > now) {
        next = Math.min(next, waiting.until);
        continue;
      }
      this.#waiting.delete(waiting);
      waiting.expire();
    }
    this.#arm(next);
  }
}
