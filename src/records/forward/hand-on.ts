import { post, type HttpAnswer } from "../../aws/http/post.ts";
import type { Clock } from "../../engine/context.ts";
import type { AnyRecord } from "../../engine/decoded-record.ts";
import type { Reporter } from "../../engine/events.ts";
import { CliError } from "../../engine/errors.ts";
import { requestOf } from "./request-of.ts";
import { retryAfter } from "./retry-after.ts";

export interface HandOnOptions {
  readonly url: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly report: Pick<Reporter, "event">;
  /** Times that a record is sent before the run fails; without end when undefined. */
  readonly attempts?: number | undefined;
}

/** What became of a record. */
export interface Delivery {
  /** HTTP status of the last answer. */
  readonly status: number;
  /** Milliseconds that the last answer took. */
  readonly ms: number;
  readonly attempts: number;
  /** Where a redirect points to; it is not followed. */
  readonly location?: string | undefined;
}

/** Did nothing take the record? A redirect is not followed: many services answer one to a POST over http. */
export function wasRefused({ status }: Delivery): boolean {
  return status >= 300;
}

/** The first wait between two attempts, in milliseconds. */
const first = 250;

/** The longest wait between two attempts, in milliseconds, unless the target asks for another (Retry-After). */
const longest = 30_000;

/** Milliseconds in which an answer must have come to its end: some, such as a feed of events, never do. */
const patience = 60_000;

/** POSTs a record until it is taken or refused for good: what is busy (429, 5xx) or does not answer is asked again: when it says
 * (Retry-After), else later and later. */
export async function handOn(record: AnyRecord, options: HandOnOptions): Promise<Delivery> {
  const { url, clock, signal, report, attempts: most = Infinity } = options;
  const { body, headers } = requestOf(record);
  for (let attempts = 1; ; attempts += 1) {
    signal.throwIfAborted();
    const began = clock.now();
    const answer = await attempt(options, (signal) =>
      post(url, body, { headers, signal, keepAlive: true, brief: true }),
    );
    signal.throwIfAborted();
    const { status, why, location, again } =
      "error" in answer ? { status: 0, why: reason(answer.error), location: undefined, again: undefined } : answer;
    if (status !== 0 && status !== 429 && status < 500) return { status, ms: clock.now() - began, attempts, location };
    const where = record.shardId === null ? "a record" : `record ${record.sequenceNumber} of ${record.shardId}`;
    if (attempts >= most)
      throw new CliError(`${shownUrl(url)} did not take ${where} in ${attempts} attempts: ${why}.`, {
        hint: "Mend it, then send the rest with --since at the time of that record.",
      });
    const told = retryAfter(again, clock.now());
    // One that asks for no wait at all is not to be asked without an end.
    const ms = told === undefined ? Math.min(first * 2 ** (attempts - 1), longest) : Math.max(first, told.most);
    const asks = told === undefined ? "" : told.asked > ms ? `; it asks for ${seconds(told.asked)}` : ", as it asks";
    const text = `${shownUrl(url)} does not take ${where} (${why}); trying again in ${seconds(ms)}${asks}`;
    report.event({ type: attempts < 4 && told === undefined ? "wait" : "warning", text });
    await clock.sleep(ms, signal);
  }
}

/** The URL without what could be a password. */
export function shownUrl(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}

interface Answer {
  readonly status: number;
  readonly why: string;
  readonly location: string | undefined;
  /** Its Retry-After. */
  readonly again: string | undefined;
}

async function attempt(
  { clock, signal }: Pick<HandOnOptions, "clock" | "signal">,
  call: (signal: AbortSignal) => Promise<HttpAnswer>,
): Promise<Answer | { readonly error: unknown }> {
  const [end, over] = [new AbortController(), new AbortController()];
  signal.addEventListener("abort", () => end.abort(signal.reason), { signal: over.signal });
  const late = Object.assign(new Error(`the answer did not end in ${patience / 1_000} s`), { name: "TimeoutError" });
  void clock.sleep(patience, over.signal).then(
    () => end.abort(late),
    () => undefined,
  );
  try {
    const { status, headers } = await call(end.signal);
    return { status, why: `HTTP ${status}`, location: headers.location, again: headers["retry-after"] };
  } catch (error) {
    return { error };
  } finally {
    over.abort();
  }
}

function seconds(ms: number): string {
  return `${ms < 1_000 ? ms / 1_000 : Math.ceil(ms / 1_000)} s`;
}

function reason(error: unknown): string {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  return typeof code === "string" ? code : String(message);
}
