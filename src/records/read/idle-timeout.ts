import type { Clock } from "../../engine/context.ts";
import type { Batch } from "./next-batch.ts";

/** Told of each reply of all shards; says whether there was no record for `timeout` milliseconds, all shards being caught up. Once
 * the time is up it stays up, so that no shard goes on alone. */
export function idleness(clock: Clock, timeout: number | undefined): (batch: Batch) => boolean {
  let last = clock.now();
  let over = false;
  return ({ records, caughtUp }) => {
    if (records.length > 0 || !caughtUp) last = clock.now();
    if (timeout !== undefined && clock.now() - last >= timeout) over = true;
    return over;
  };
}
