import { parseDuration } from "../records/duration.ts";
import { parsePosition, parseUntil, type Position } from "../records/position.ts";
import { wholeNumber } from "./parse.ts";
import type { RecordOptions } from "./record-options.ts";

/** The flags of a reading, checked: throws a UsageError before anything is read. */
export function readingOf(options: RecordOptions, now: number, since: Position) {
  return {
    position: options.since === undefined ? since : parsePosition(options.since, now),
    until: options.until === undefined ? undefined : parseUntil(options.until, now),
    limit: options.limit === undefined ? undefined : wholeNumber("--limit", 1, Number.MAX_SAFE_INTEGER)(options.limit),
    idleTimeout: options.idleTimeout === undefined ? undefined : parseDuration(options.idleTimeout),
    shardIds: options.shard,
  };
}
