import { UsageError } from "../../../engine/errors.ts";
import { parseDuration } from "../../../records/read/duration.ts";
import { parseSince, parseUntil } from "../../../records/read/position.ts";
import { patternOf } from "../../../records/select/pattern.ts";
import { wholeNumber } from "../../../settings/parse/parse.ts";
import type { RequestEntry } from "../../../watch/logs/request-entry.ts";

/** What the command line says of the lines to show. */
export interface LogOptions {
  readonly follow?: boolean | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly status?: readonly string[] | undefined;
  readonly slow?: string | undefined;
  readonly grep?: string | undefined;
  readonly limit?: string | undefined;
  readonly execution?: boolean | undefined;
}

/** Which lines to show. */
export interface LogSelection {
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly until: number | undefined;
  readonly limit: number;
  /** A filter pattern of CloudWatch Logs that lets through all that fits, and more; undefined for none. */
  readonly pattern: string | undefined;
  /** Asks for what only a request has. */
  readonly ofRequests: boolean;
  fits(entry: RequestEntry): boolean;
  /** Does the text of the line match? */
  matches(text: string): boolean;
}

/** Parses the flags; throws a UsageError. `now` is in milliseconds since 1970. */
export async function logSelection(options: LogOptions, now: number): Promise<LogSelection> {
  const { status = [], slow } = options;
  const since = parseSince(options.since ?? "10m", now);
  if (options.follow === true && options.until !== undefined)
    throw new UsageError("--follow has no end, and --until is one.", "Leave one of them out.");
  const until = options.until === undefined ? undefined : parseUntil(options.until, now).getTime();
  if (until !== undefined && until <= since)
    throw new UsageError(
      `Nothing can be shown: --until ${options.until} is not after the start, ${options.since ?? "10m"}.`,
      "The start comes first, such as --since 1h --until 5m.",
    );
  const wanted = status.flatMap((one) => one.split(",")).map(statusPrefix);
  const slowest = slow === undefined ? 0 : parseDuration(slow);
  const grep = options.grep === undefined ? undefined : await patternOf(options.grep);
  return {
    since,
    until,
    limit: options.limit === undefined ? Infinity : wholeNumber(1)(options.limit, "--limit"),
    // Every value of the access log is a text.
    pattern:
      wanted.length === 0
        ? undefined
        : `{ ${wanted.map((digits) => `($.status = "${digits}${digits.length < 3 ? "*" : ""}")`).join(" || ")} }`,
    ofRequests: wanted.length > 0 || slow !== undefined,
    fits: ({ status: one, latency = 0 }) =>
      (wanted.length === 0 || wanted.some((digits) => String(one).startsWith(digits))) && latency >= slowest,
    matches: (text) => grep?.matches(text) ?? true,
  };
}

/** The digits that a status begins with: `4` of 4xx, and the whole of 429. */
function statusPrefix(text: string): string {
  const [, digits] = /^([1-5](?:\d\d)?)(?:xx)?$/i.exec(text.trim()) ?? [];
  const whole = digits !== undefined && (digits.length === 3 ? !/x/i.test(text) : /xx$/i.test(text));
  if (whole) return digits;
  throw new UsageError(`--status "${text}" is no status.`, "Write 429, 4xx or 5xx.");
}
