import type { Clock } from "../../engine/clock.ts";

/** Waits before each piece of work, so that there are no more than `rate` a second; undefined: as many as there are. What could not be
 * done in time is not made up for: whoever was slow or away would get all of it at once. */
export function steadily(rate: number | undefined, clock: Clock, signal: AbortSignal): () => Promise<void> {
  if (rate === undefined) return async () => undefined;
  let next = -Infinity;
  return async () => {
    const at = Math.max(next, clock.now());
    next = at + 1_000 / rate;
    if (at > clock.now()) await clock.sleep(at - clock.now(), signal);
  };
}
