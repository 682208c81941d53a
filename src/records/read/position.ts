import { UsageError } from "../../engine/errors.ts";
import { durationOf } from "./duration.ts";

/** Where reading starts. */
export type Position =
  | { readonly type: "trim-horizon" }
  | { readonly type: "latest" }
  /** Records that arrived at this time or later. */
  | { readonly type: "time"; readonly at: Date };

/** Where reading of one shard starts: also at a record, or after one that was read. */
export type Start = Position | { readonly type: "at" | "after"; readonly sequenceNumber: string };

/** Parses `--since`: `trim-horizon` (the oldest record kept), `latest` (only what arrives from now on), a duration before `now`, or
 * a time. `now` is in milliseconds since 1970. Throws a UsageError for anything else and for a time in the future. */
export function parsePosition(text: string, now: number): Position {
  if (text === "trim-horizon" || text === "latest") return { type: text };
  const at = momentOf(text, now);
  if (at === undefined) {
    throw new UsageError(`"${text}" is not a start time.`, `Write ${examples}, trim-horizon or latest.`);
  }
  // Kinesis refuses a timestamp that lies in the future.
  if (at.getTime() > now) throw new UsageError(`"${text}" lies in the future; reading cannot start there.`);
  return { type: "time", at };
}

/** Parses the `--since` of what is no stream: a duration before `now`, or a time, as milliseconds since 1970. `now` is that, too.
 * Throws a UsageError for anything else and for a time in the future. */
export function parseSince(text: string, now: number): number {
  const at = momentOf(text, now);
  if (at === undefined) {
    const ofStreams = text === "trim-horizon" || text === "latest";
    throw new UsageError(`"${text}" is ${ofStreams ? "of streams" : "not a start time"}.`, `Write ${examples}.`);
  }
  if (at.getTime() > now) throw new UsageError(`"${text}" lies in the future; there is nothing yet.`);
  return at.getTime();
}

/** Parses `--until`: a duration before `now`, or a time, which may lie in the future. Throws a UsageError for anything else. */
export function parseUntil(text: string, now: number): Date {
  const at = momentOf(text, now);
  if (at === undefined) throw new UsageError(`"${text}" is not an end time.`, `Write ${examples}.`);
  return at;
}

const examples = "a duration such as 15m or 1h30m, a time such as 2026-01-31T12:00:00Z";

const iso =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:Z|([+-])(\d{2}):?(\d{2}))?)?$/i;

/** ISO 8601. Without a zone it is local time, as in `docker logs --since`; a day alone is its first moment. */
function momentOf(text: string, now: number): Date | undefined {
  const ms = durationOf(text);
  if (ms !== undefined) return new Date(now - ms);
  const parts = iso.exec(text);
  if (parts === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const milli = Number((parts[7] ?? "").padEnd(3, "0").slice(0, 3));
  const utc = new Date(Date.UTC(year, month - 1, day, hour, minute, second, milli));
  // Date turns 31 February into 3 March; here that is a typing error.
  if (utc.getUTCMonth() !== month - 1 || utc.getUTCDate() !== day || minute > 59 || second > 59) return undefined;
  if (/z$/i.test(text)) return utc;
  const [sign, hours, minutes] = parts.slice(8, 11);
  if (sign === undefined) return new Date(year, month - 1, day, hour, minute, second, milli);
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return new Date(utc.getTime() - (sign === "-" ? -offset : offset));
}
