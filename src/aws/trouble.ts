import type { Clock } from "../core/context.ts";
import type { Reporter } from "../core/events.ts";
import { isBroken, isThrottle } from "./faults.ts";

export interface TroubleOptions {
  readonly clock: Clock;
  /** Ends every wait. */
  readonly signal: AbortSignal;
  readonly report: Pick<Reporter, "event"> | undefined;
  /** Milliseconds for which calls that get no proper answer are tried again. Throttling has no such limit. */
  readonly patience: number;
}

/** Decides what a failed call to read means. */
export interface Trouble {
  /** Milliseconds to wait before the next try of `what`, which has failed `attempts` times before, first at `since`. Throws the
   * error when trying again is no use. */
  wait(error: unknown, what: string, attempts: number, since: number): number;
  /** Makes a call again until it is answered, with the same waits. */
  through<T>(what: string, call: () => Promise<T>): Promise<T>;
}

/** Waits that grow, and one note about each kind of trouble in half a minute, however many shards are in it. */
export function trouble({ clock, signal, report, patience }: TroubleOptions): Trouble {
  const said = new Map<string, number>();
  const say = (kind: string, text: string): void => {
    const last = said.get(kind);
    if (last !== undefined && clock.now() - last < 30_000) return;
    said.set(kind, clock.now());
    report?.event({ type: "wait", text });
  };
  const wait: Trouble["wait"] = (error, what, attempts, since) => {
    if (isThrottle(error)) {
      const ms = Math.min(1_000 * 2 ** attempts, 10_000);
      say(
        "throttled",
        `Kinesis allows only so many reads of ${what}, by all its readers; trying again in ${ms / 1_000} s`,
      );
      return ms;
    }
    const ms = Math.min(1_000 * 2 ** attempts, 30_000);
    if (!isBroken(error) || clock.now() - since + ms > patience) throw error;
    const reason = error instanceof Error && error.message !== "" ? error.message : "no answer";
    say("unreachable", `Kinesis cannot be read just now (${reason}); trying again in ${ms / 1_000} s`);
    return ms;
  };
  return {
    wait,
    async through(what, call) {
      const since = clock.now();
      for (let attempts = 0; ; attempts += 1) {
        try {
          return await call();
        } catch (error) {
          signal.throwIfAborted();
          await clock.sleep(wait(error, what, attempts, since), signal);
        }
      }
    },
  };
}
