import type { Clock } from "../../engine/context.ts";
import type { Batch } from "./shard/batch.ts";

/** Tells when a stream has been silent for long enough. */
export interface Idle {
  /** Is the run over? To be asked with each reply. What is over stays over, so that no shard goes on alone. */
  over(reply: Pick<Batch, "records" | "millisBehind">): boolean;
  /** Notes that a shard could not be read for some time: nobody knows what came meanwhile. */
  interrupted(): void;
}

/** Over when no shard has given a record for `timeout` milliseconds, all of them caught up and readable; never without one. */
export function idleTimeout(clock: Clock, timeout: number | undefined): Idle {
  let last = clock.now();
  let over = false;
  const restart = (): void => void (last = clock.now());
  return {
    over({ records, millisBehind }) {
      if (records.length > 0 || millisBehind > 0) restart();
      if (timeout !== undefined && clock.now() - last >= timeout) over = true;
      return over;
    },
    interrupted: restart,
  };
}
