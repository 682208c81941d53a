import type { Clock } from "../../src/local/account/clock.ts";

/** A clock that stands still until a test moves it; work that falls due is done on the move. */
export interface HandClock extends Clock {
  move(ms: number): void;
}

export function handClock(start = Date.UTC(2026, 0, 1)): HandClock {
  let now = start;
  let due: { readonly at: number; readonly work: () => void }[] = [];
  return {
    now: () => now,
    after: (ms, work) => void due.push({ at: now + ms, work }),
    move(ms) {
      now += ms;
      const ready = due.filter(({ at }) => at <= now);
      due = due.filter(({ at }) => at > now);
      for (const { work } of ready) work();
    },
  };
}
