import type { Clock } from "../engine/context.ts";
import type { Reporter } from "../engine/events.ts";
import { isBroken, isFault, isRefused, isThrottle } from "./faults.ts";
import { isCut, isSkewed, isSourceless, isStale } from "./passing.ts";

export interface TroubleOptions {
  readonly clock: Clock;
  /** Ends every wait. */
  readonly signal: AbortSignal;
  readonly report: Pick<Reporter, "event"> | undefined;
  /** Milliseconds for which calls that are throttled are tried again; without end when it is undefined. */
  readonly throttled?: number | undefined;
  /** Milliseconds for which calls that get no proper answer are tried again. */
  readonly patience: number;
  /** The endpoint is on this machine: where nothing listens, nobody will come back by itself. */
  readonly local?: boolean | undefined;
}

/** Decides what a failed call to read means. */
export interface Trouble {
  /** Milliseconds to wait before the next try of `what`, which has failed `attempts` times before, first at `since`. Throws the
   * error when trying again is no use. */
  wait(error: unknown, what: string, attempts: number, since: number): number;
  /** Notes that a call got through after waits; says so when they were long. */
  over(): void;
  /** Makes a call again until it is answered, with the same waits. */
  through<T>(what: string, call: () => Promise<T>): Promise<T>;
}

/** Waits that grow, and one note about each kind of trouble in half a minute, however many shards are in it. */
export function trouble({
  clock,
  signal,
  report,
  patience,
  throttled = Infinity,
  local = false,
}: TroubleOptions): Trouble {
  const said = new Map<string, number>();
  let warned = false;
  const over = (): void => {
    if (warned) report?.event({ type: "note", text: "Kinesis can be read again" });
    warned = false;
  };
  const say = (type: "wait" | "warning", kind: string, text: string): void => {
    const last = said.get(type + kind);
    if (last !== undefined && clock.now() - last < 30_000) return;
    said.set(type + kind, clock.now());
    warned ||= type === "warning";
    report?.event({ type, text });
  };
  const wait: Trouble["wait"] = (error, what, attempts, since) => {
    if (isThrottle(error)) {
      const ms = Math.min(1_000 * 2 ** attempts, 10_000);
      if (clock.now() - since + ms > throttled) throw error;
      const text = isFault(error, "KMSThrottling")
        ? "AWS KMS allows only so many calls with the stream's key"
        : `Kinesis allows only so many reads of ${what}, by all its readers`;
      say("wait", "throttled", `${text}; trying again in ${ms / 1_000} s`);
      return ms;
    }
    const ms = Math.min(1_000 * 2 ** attempts, 30_000);
    const { kind, text, most } = meaning(error);
    const limit = Math.min(patience, most, local && isRefused(error) ? refused : Infinity);
    if (clock.now() - since + ms > limit) throw error;
    // What lasts is said even to those who asked for quiet.
    say(attempts < 2 ? "wait" : "warning", kind, `${text}; trying again in ${ms / 1_000} s`);
    return ms;
  };
  return {
    wait,
    over,
    async through(what, call) {
      const since = clock.now();
      for (let attempts = 0; ; attempts += 1) {
        try {
          const answer = await call();
          if (attempts > 0) over();
          return answer;
        } catch (error) {
          signal.throwIfAborted();
          await clock.sleep(wait(error, what, attempts, since), signal);
        }
      }
    },
  };
}

/** Milliseconds for which an endpoint on this machine is waited for. */
const refused = 30_000;

/** Milliseconds for which credentials are asked for again, and the clock is set by AWS's. */
const signing = 60_000;

/** What to say of an error, and for how many milliseconds at most it is worth while to try again. */
function meaning(error: unknown): { readonly kind: string; readonly text: string; readonly most: number } {
  const reason = error instanceof Error && error.message !== "" ? error.message : "no answer";
  if (isStale(error) || isSourceless(error))
    return { kind: "credentials", text: "The AWS credentials have expired, and are asked for anew", most: signing };
  if (isSkewed(error))
    return { kind: "clock", text: "The clock of this machine is not AWS's, and is corrected", most: signing };
  const passing = isBroken(error) || isCut(error);
  return { kind: "unreachable", text: `Kinesis cannot be read just now (${reason})`, most: passing ? Infinity : 0 };
}
