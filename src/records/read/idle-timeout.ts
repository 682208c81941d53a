import { setMaxListeners } from "node:events";
import type { Clock } from "../../engine/context.ts";
import type { Batch } from "./shard/batch.ts";

/** Tells when a stream has been silent for long enough. */
export interface Idle {
  /** Is the run over? To be asked with each reply. What is over stays over, so that no shard goes on alone. */
  over(reply: Pick<Batch, "records" | "millisBehind">): boolean;
  /** Notes that a shard can be read again. The time in which no shard could be read is no silence: writers had the same trouble.
   * To be called before the reply is asked about. */
  interrupted(): void;
  /** Aborted when the run is over. */
  readonly signal: AbortSignal;
}

/** Over when no shard has given a record for `timeout` milliseconds in which they could be read, all of them caught up; never without
 * a timeout. */
export function idleTimeout(clock: Clock, timeout: number | undefined): Idle {
  let last = clock.now();
  let heard = last;
  const end = new AbortController();
  // Each shard that cannot be read listens.
  setMaxListeners(0, end.signal);
  const restart = (): void => void (last = clock.now());
  return {
    over({ records, millisBehind }) {
      heard = clock.now();
      if (records.length > 0 || millisBehind > 0) restart();
      if (timeout !== undefined && clock.now() - last >= timeout) end.abort();
      return end.signal.aborted;
    },
    interrupted: () => void (last += clock.now() - heard),
    signal: end.signal,
  };
}
