import type { Clock } from "../../engine/context.ts";
import { TimedOutError, UsageError } from "../../engine/errors.ts";
import { durationOf } from "../../records/read/duration.ts";

/** Milliseconds of `--timeout`; undefined when it was not given. */
export function timeoutOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = durationOf(text);
  if (ms === undefined || ms === 0)
    throw new UsageError(`--timeout takes a duration such as 90s or 5m, not "${text}".`);
  return ms;
}

/** A signal that aborts with `signal`, or with a `TimedOutError` after `ms` milliseconds; `stop` clears the timer. */
export function deadline(
  signal: AbortSignal,
  ms: number | undefined,
  clock: Clock,
): { readonly signal: AbortSignal; stop(): void } {
  if (ms === undefined) return { signal, stop: () => undefined };
  const [late, stop] = [new AbortController(), new AbortController()];
  clock.sleep(ms, stop.signal).then(
    () => late.abort(new TimedOutError(ms)),
    () => undefined,
  );
  return { signal: AbortSignal.any([signal, late.signal]), stop: () => stop.abort() };
}
