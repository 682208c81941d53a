import { UsageError } from "../../engine/errors.ts";
import { parseDuration } from "../../records/read/duration.ts";
import { parsePosition, parseUntil, type Position } from "../../records/read/position.ts";
import { LEAST_GAP } from "../../records/read/shard/pacing.ts";
import { wholeNumber } from "../../settings/parse/parse.ts";
import type { RecordOptions } from "./record-flags.ts";

/** The flags of a reading as values; throws a UsageError. `since` is the default of --since. */
export function readingOf(options: RecordOptions, now: number, since: Position) {
  if (options.fanOut === true && options.pollInterval !== undefined)
    throw new UsageError(
      "--fan-out and --poll-interval exclude each other: with --fan-out, nothing is polled.",
      "Leave one of them out.",
    );
  const position = options.since === undefined ? since : parsePosition(options.since, now);
  const until = options.until === undefined ? undefined : parseUntil(options.until, now);
  if (until !== undefined && until.getTime() <= startOf(position, now))
    throw new UsageError(
      `Nothing can be read: --until ${options.until} is not after the start, ${options.since ?? since.type}.`,
      "The start comes first, such as --since 1h --until 5m.",
    );
  return {
    position,
    until,
    limit: options.limit === undefined ? undefined : wholeNumber(1)(options.limit, "--limit"),
    idleTimeout: options.idleTimeout === undefined ? undefined : parseDuration(options.idleTimeout),
    shardIds: options.shard,
    pollInterval: options.pollInterval === undefined ? undefined : pollIntervalOf(options.pollInterval),
  };
}

function pollIntervalOf(text: string): number {
  const ms = parseDuration(text);
  if (ms >= LEAST_GAP) return ms;
  throw new UsageError(
    `--poll-interval ${text} is too short: Kinesis allows five reads a second for all readers of a shard.`,
    `Write ${LEAST_GAP}ms or more, or use --fan-out.`,
  );
}

function startOf(position: Position, now: number): number {
  switch (position.type) {
    case "trim-horizon":
      return -Infinity;
    case "latest":
      return now;
    case "time":
      return position.at.getTime();
  }
}
