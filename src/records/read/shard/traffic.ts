import type { Clock } from "../../../engine/clock.ts";
import { gapAfter, THROTTLED_FOR } from "./pacing.ts";

/** What the shards of a run know of each other's reads. */
export interface Traffic {
  /** A shard is read from now on; the function that comes back says that it no longer is. */
  enter(): () => void;
  /** How many shards are read. */
  shards(): number;
  /** Notes a reply of so many bytes. */
  replied(size: number): void;
  /** Bytes of the largest reply so far; undefined before the first one. */
  largest(): number | undefined;
  /** Notes that Kinesis throttled a read. */
  throttled(): void;
  /** Milliseconds from the start of a read to the start of the next one of that shard. */
  gap(last: { readonly behind: boolean; readonly size: number }): number;
}

/** Traffic of a run that reads a shard every `pollInterval` milliseconds, or as often as is polite. An endpoint on this
 * machine has no limits of its own. */
export function traffic(clock: Clock, pollInterval: number | undefined, local: boolean): Traffic {
  let shards = 0;
  let largest: number | undefined;
  let throttledAt = -Infinity;
  return {
    enter() {
      shards += 1;
      return () => void (shards -= 1);
    },
    shards: () => shards,
    replied: (size) => void (largest = Math.max(size, largest ?? 0)),
    largest: () => largest,
    throttled: () => void (throttledAt = clock.now()),
    gap: (last) =>
      gapAfter({ ...last, shards, pollInterval, local, throttledLately: clock.now() - throttledAt < THROTTLED_FOR }),
  };
}
