import type { Clock } from "../../../src/engine/context.ts";

export interface VirtualClock extends Clock {
  /** Milliseconds of every sleep so far. */
  readonly slept: readonly number[];
  /** Runs `work` when this many milliseconds have passed since the start. */
  at(ms: number, work: () => void): void;
}

/** Time that jumps to the next thing due as soon as nothing else is left to do; nobody ever waits. */
export function virtualClock(start = Date.UTC(2026, 0, 1)): VirtualClock {
  let now = start;
  let scheduled = false;
  const slept: number[] = [];
  const due: { readonly at: number; readonly wake: () => void }[] = [];

  const next = (): void => {
    scheduled = false;
    due.sort((one, other) => one.at - other.at);
    const first = due.shift();
    if (first === undefined) return;
    now = Math.max(now, first.at);
    first.wake();
    schedule();
  };
  const schedule = (): void => {
    if (scheduled || due.length === 0) return;
    scheduled = true;
    setImmediate(next);
  };

  return {
    slept,
    now: () => now,
    at(ms, work) {
      due.push({ at: start + ms, wake: work });
      schedule();
    },
    sleep(ms, signal) {
      slept.push(ms);
      return new Promise((resolve, reject) => {
        const aborted = (): void => reject(signal?.reason as Error);
        signal?.addEventListener("abort", aborted);
        const wake = (): void => {
          signal?.removeEventListener("abort", aborted);
          resolve();
        };
        due.push({ at: now + ms, wake });
        schedule();
      });
    },
  };
}
