import type { Clock } from "../../engine/clock.ts";
import { backoff } from "./backoff.ts";
import { isBroken, isContention, isFault, isLost, isThrottle } from "../faults.ts";
import { chosenIds } from "../create-once.ts";
import { rateOf, turns, type Called } from "./rates.ts";

export interface PaceOptions {
  readonly clock: Clock;
  /** Ends every wait. */
  readonly signal: AbortSignal;
  /** AWS's own rates are kept from the first call on; an emulator has none, or says so. */
  readonly keepsRates: boolean;
  /** Hears what is waited for, and how long. */
  readonly tell: (text: string) => void;
  /** From 0 to 1. */
  readonly random?: () => number;
}

/** Runs calls as AWS lets them through: waits its turn, and tries again what is worth it. The SDK itself tries once. */
export type Pace = <T>(called: Called, call: () => Promise<T>) => Promise<T>;

/** How long a call is tried again that is refused for being one too many, in milliseconds: DeleteRestApi is allowed once in 30 s. */
export const PATIENCE = 120_000;

/** IAM may not have seen yet that a policy was detached. */
const DETACHING = 30_000;

/** Shorter waits, in milliseconds, are not spoken of. */
const worthALine = 2_000;

/** How often a call is tried that gets no proper answer. */
const attempts = 4;

/** Reading records has retries of its own, for each shard. */
const reading: ReadonlySet<string> = new Set(["GetRecords", "GetShardIterator"]);

export function pace({ clock, signal, keepsRates, tell, random = Math.random }: PaceOptions): Pace {
  const turn = turns(clock);
  /** Between a half and the whole of it: two runs that were refused together do not come back together. */
  const jittered = (ms: number): number => Math.round(ms * (0.5 + random() / 2));
  const waitTurn = async (called: Called): Promise<void> => {
    const wait = turn(called);
    if (wait >= worthALine) tell(`AWS allows ${called.action} ${often(called.action)}; waiting ${seconds(wait)}`);
    if (wait > 0) await clock.sleep(wait, signal);
  };
  /** Milliseconds to wait after the error; undefined when trying again is no use. */
  const pause = (action: string, error: unknown, attempt: number, elapsed: number): number | undefined => {
    if (refused(error, action)) {
      const longer = jittered(backoff(attempt - 1, { first: 1_000, most: 15_000 }));
      const ms = Math.max(retryAfter(error), rateOf(action)?.every ?? 0, longer);
      return elapsed + ms > (isDetaching(error, action) ? DETACHING : PATIENCE) ? undefined : ms;
    }
    if (clockWasSet(error)) return attempt === 1 ? 0 : undefined;
    // Whether it was done is for the caller to find out: a second call could make a second one.
    if (chosenIds.has(action) && isLost(error)) return undefined;
    return isBroken(error) && attempt < attempts ? jittered(backoff(attempt - 1, { first: 100 })) : undefined;
  };
  return async (called, call) => {
    const { action } = called;
    if (reading.has(action)) return call();
    const start = clock.now();
    for (let attempt = 1; ; attempt += 1) {
      if (keepsRates) await waitTurn(called);
      try {
        return await call();
      } catch (error) {
        const ms = pause(action, error, attempt, clock.now() - start);
        if (ms === undefined) throw error;
        if (refused(error, action) && ms >= worthALine)
          tell(`${reason(error, action)}; trying again in ${seconds(ms)}, for ${most(error, action)} at most`);
        await clock.sleep(ms, signal);
      }
    }
  };
}

function refused(error: unknown, action: string): boolean {
  return isThrottle(error) || isContended(error, action) || isSettling(error, action) || isDetaching(error, action);
}

/** UpdateDestination names the version that it changes: another call has made that an old one for ever. */
function isContended(error: unknown, action: string): boolean {
  return isContention(error) && action !== "UpdateDestination";
}

/** A stream that was ACTIVE a moment ago may be CREATING to the next of Kinesis' machines (aws-sdk-java-v2#6006). Of CreateStream
 * and CreateDeliveryStream it means "there is one", and of consumers it does not pass by itself. */
function isSettling(error: unknown, action: string): boolean {
  if (/^Create(Delivery)?Stream$/.test(action) || !isFault(error, "ResourceInUse")) return false;
  return !/consumer/i.test((error as Error).message);
}

function isDetaching(error: unknown, action: string): boolean {
  return /^Delete(Role|Policy)$/.test(action) && isFault(error, "DeleteConflict");
}

function most(error: unknown, action: string): string {
  return isDetaching(error, action) ? `${DETACHING / 1_000} s` : `${PATIENCE / 60_000} minutes`;
}

function reason(error: unknown, action: string): string {
  if (isSettling(error, action)) return `The stream is not ready for ${action} yet`;
  if (isDetaching(error, action)) return `IAM has not seen yet that the policy is detached, and refuses ${action}`;
  if (isContention(error)) return `Something else is being changed at the same moment as by ${action}`;
  return `AWS allows ${action} ${often(action)}`;
}

function often(action: string): string {
  const rate = rateOf(action);
  if (rate === undefined) return "only so often";
  return rate.every < 1_000 ? `${1_000 / rate.every} times a second` : `once in ${rate.every / 1_000} s`;
}

function seconds(ms: number): string {
  return `${Math.ceil(ms / 1_000)} s`;
}

/** The SDK has seen by the answer that this machine's clock is wrong, and signs by AWS's from now on. */
function clockWasSet(error: unknown): boolean {
  return (error as { $metadata?: { clockSkewCorrected?: unknown } }).$metadata?.clockSkewCorrected === true;
}

/** Milliseconds that AWS asked to wait, 0 when it did not say. */
function retryAfter(error: unknown): number {
  const { retryAfterSeconds, $response } = error as {
    readonly retryAfterSeconds?: unknown;
    readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
  };
  const told = Number(retryAfterSeconds ?? $response?.headers?.["retry-after"]);
  return Number.isFinite(told) ? told * 1_000 : 0;
}
