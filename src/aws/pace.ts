import type { Clock } from "../core/clock.ts";
import type { Reporter } from "../core/events.ts";
import { isFault } from "./faults.ts";

export interface Pace {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly report: Reporter;
}

/** How long a refused control-plane call is tried again, in milliseconds: DeleteRestApi is allowed once in 30 s. */
const patience = 120_000;

/** Runs one control-plane call of API Gateway; waits and tries again while AWS says "too many requests" or "concurrent modification".
 * LimitExceeded is a quota, not a rate, and is not tried again. */
export async function paced<T>(pace: Pace, operation: string, call: () => Promise<T>): Promise<T> {
  const start = pace.clock.now();
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      const wait = Math.max(retryAfter(error), Math.min(2_000 * 1.5 ** attempt, 15_000));
      if (!passing(error) || pace.clock.now() - start + wait > patience) throw error;
      const seconds = Math.ceil(wait / 1_000);
      pace.report.event({
        type: "wait",
        text: `API Gateway allows ${operation} only so often; trying again in ${seconds} s`,
      });
      await pace.clock.sleep(wait, pace.signal);
    }
  }
}

function passing(error: unknown): boolean {
  if (isFault(error, "TooManyRequestsException")) return true;
  return isFault(error, "ConflictException") && /concurrent modification/i.test((error as Error).message);
}

/** Milliseconds that AWS asked to wait, 0 when it did not say. */
function retryAfter(error: unknown): number {
  const seconds = Number((error as { retryAfterSeconds?: unknown }).retryAfterSeconds);
  return Number.isFinite(seconds) ? seconds * 1_000 : 0;
}
