import type { Clock } from "../../engine/context.ts";
import type { Batch } from "./next-batch.ts";

/** Has no shard given a record for `timeout` milliseconds, all of them caught up? To be asked with each reply. A timeout that is over
 * stays over, so that no shard goes on alone. */
export function idleTimeout(clock: Clock, timeout: number | undefined): (batch: Batch) => boolean {
  let last = clock.now();
  let over = false;
  return ({ records, caughtUp }) => {
    if (records.length > 0 || !caughtUp) last = clock.now();
    if (timeout !== undefined && clock.now() - last >= timeout) over = true;
    return over;
  };
}
