import type { Clock } from "../../src/engine/context.ts";

/** Time that stands still but for sleeps, and sleeps that are written down and end at once. */
export interface FakeClock extends Clock {
  /** Milliseconds of each sleep so far. */
  readonly slept: readonly number[];
}

export function fakeClock(start = Date.UTC(2026, 0, 1)): FakeClock {
  let now = start;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      slept.push(ms);
      now += ms;
    },
  };
}
