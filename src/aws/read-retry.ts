import type { Clock } from "../engine/context.ts";
import { CliError } from "../engine/errors.ts";
import type { Reporter } from "../engine/events.ts";
import { backoff } from "./pace/backoff.ts";
import { isBroken, isFault, isRefused, isThrottle, isUnsent } from "./faults.ts";
import { isCut, isSkewed, isSourceless, isStale } from "./passing.ts";

export interface ReadRetryOptions {
  readonly clock: Clock;
  /** Ends every wait. */
  readonly signal: AbortSignal;
  readonly report: Pick<Reporter, "event"> | undefined;
  /** Milliseconds for which throttled calls are retried; undefined: without limit. */
  readonly throttled?: number | undefined;
  /** Milliseconds for which calls without a proper answer are retried. */
  readonly patience: number;
  /** Milliseconds for which calls may reach nobody before the first answer of all, where `patience` is longer. */
  readonly start?: number | undefined;
  /** What to do about a call that reaches nobody: told at once where there has been no answer yet. */
  readonly advice?: ((error: unknown) => string | undefined) | undefined;
  /** What is read, in the words of its messages. */
  readonly service?: string;
  /** The endpoint is on this machine: when nothing listens there, nothing will soon. */
  readonly local?: boolean | undefined;
  /** Aborted when nothing more is to be read: what fails then is tried once more. */
  readonly end?: AbortSignal | undefined;
}

/** Decides when a failed read is retried. */
export interface ReadRetry {
  /** Milliseconds to wait before the next read of `what`, which has failed `attempts` times before, first at `since`. Throws the
   * error when a retry is of no use. */
  delay(error: unknown, what: string, attempts: number, since: number): number;
  /** Waits for so many milliseconds, or until nothing more is to be read. */
  pause(ms: number): Promise<void>;
  /** Notes that a read succeeded after a retry, and reports it after long waits. */
  succeeded(): void;
  /** Makes a call, and retries it until it is answered. */
  call<T>(what: string, call: () => Promise<T>): Promise<T>;
}

/** Retries with growing delays. Each kind of failure is reported once in half a minute, for all shards together. */
export function readRetry({
  clock,
  signal,
  report,
  patience,
  start = Infinity,
  advice,
  throttled = Infinity,
  service = "Kinesis",
  local = false,
  end,
}: ReadRetryOptions): ReadRetry {
  const said = new Map<string, number>();
  let warned = false;
  let answered = false;
  const succeeded = (): void => {
    if (warned) report?.event({ type: "note", text: `${service} can be read again` });
    warned = false;
  };
  const say = (type: "wait" | "warning", kind: string, text: string): void => {
    const last = said.get(type + kind);
    if (last !== undefined && clock.now() - last < 30_000) return;
    said.set(type + kind, clock.now());
    warned ||= type === "warning";
    report?.event({ type, text });
  };
  /** What is left of the limit counts, and not what would be left after the wait: the last try is at its end. */
  const within = (limit: number, since: number, ms: number): number | undefined => {
    const left = limit - (clock.now() - since);
    return left > 0 ? Math.min(ms, left) : undefined;
  };
  const delay: ReadRetry["delay"] = (error, what, attempts, since) => {
    if (isThrottle(error)) {
      const ms = within(throttled, since, backoff(attempts, { first: 1_000, most: 10_000 }));
      if (ms === undefined) throw error;
      if (end?.aborted === true) throw unread(error, what);
      const text = isFault(error, "KMSThrottling")
        ? "AWS KMS throttles calls with the stream's key"
        : `${service} throttles reads of ${what}, which all its readers share`;
      say("wait", "throttled", `${text}; trying again in ${Math.ceil(ms / 1_000)} s`);
      return ms;
    }
    // Where there were none from the start, none will come.
    if (isSourceless(error) && !answered) throw error;
    const { kind, text, most } = meaning(error, service);
    const limit = Math.min(
      patience,
      most,
      local && isRefused(error) ? refused : Infinity,
      answered || !isUnsent(error) ? Infinity : start,
    );
    const ms = within(limit, since, backoff(attempts, { first: 1_000, most: 30_000 }));
    if (ms === undefined) throw error;
    if (end?.aborted === true) throw unread(error, what);
    const todo = answered || attempts > 0 || !isUnsent(error) ? undefined : advice?.(error);
    if (todo !== undefined) say("warning", "advice", todo);
    // What lasts is reported with --quiet, too.
    say(attempts < 2 ? "wait" : "warning", kind, `${text}; trying again in ${Math.ceil(ms / 1_000)} s`);
    return ms;
  };
  const pause = async (ms: number): Promise<void> => {
    if (end?.aborted === true) return;
    const either = end === undefined ? signal : AbortSignal.any([signal, end]);
    await clock.sleep(ms, either).catch(() => signal.throwIfAborted());
  };
  return {
    delay,
    pause,
    succeeded,
    async call(what, call) {
      const since = clock.now();
      for (let attempts = 0; ; attempts += 1) {
        try {
          const answer = await call();
          answered = true;
          if (attempts > 0) succeeded();
          return answer;
        } catch (error) {
          signal.throwIfAborted();
          await pause(delay(error, what, attempts, since));
        }
      }
    },
  };
}

function unread(error: unknown, what: string): CliError {
  return new CliError(`${what} could not be read before the idle timeout was over: ${reasonOf(error)}`, {
    hint: "What it holds was not shown. The other shards were read to their ends.",
    cause: error,
  });
}

function reasonOf(error: unknown): string {
  return error instanceof Error && error.message !== "" ? error.message : "no answer";
}

/** Milliseconds for which an endpoint on this machine may be down. */
const refused = 30_000;

/** Milliseconds for which a run that ends by itself waits for its first answer: somebody waits for what to do. */
export const START = 3_000;

/** Milliseconds for which calls with expired credentials or a wrong clock are retried. */
const signing = 60_000;

/** What to report about an error, and for how many milliseconds at most a retry may help. */
function meaning(
  error: unknown,
  service: string,
): { readonly kind: string; readonly text: string; readonly most: number } {
  if (isStale(error) || isSourceless(error))
    return { kind: "credentials", text: "The AWS credentials have expired and are loaded again", most: signing };
  if (isSkewed(error))
    return { kind: "clock", text: "This machine's clock differs from AWS's and is corrected", most: signing };
  const passing = isBroken(error) || isCut(error);
  return {
    kind: "unreachable",
    text: `${service} cannot be read just now (${reasonOf(error)})`,
    most: passing ? Infinity : 0,
  };
}
