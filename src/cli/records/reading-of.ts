import { UsageError } from "../../engine/errors.ts";
import { parseDuration } from "../../records/read/duration.ts";
import { parsePosition, parseUntil, type Position, type Start } from "../../records/read/position.ts";
import { LEAST_GAP } from "../../records/read/shard/pacing.ts";
import { fullId } from "../../records/read/select-shards.ts";
import { wholeNumber } from "../../settings/parse/parse.ts";
import type { RecordOptions } from "./record-flags.ts";

/** The flags of a reading as values; throws a UsageError. `since` is the default of --since. */
export function readingOf(options: RecordOptions, now: number, since: Position) {
  if (options.fanOut === true && options.pollInterval !== undefined)
    throw new UsageError(
      "--fan-out and --poll-interval exclude each other: with --fan-out, nothing is polled.",
      "Leave one of them out.",
    );
  refuseTwoStarts(options);
  const places = fromSequences(eachOf("--from-sequence", options.fromSequence) ?? []);
  const shardIds = eachOf("--shard", options.shard);
  refuseUnread(places, shardIds);
  const position = options.since === undefined ? since : parsePosition(options.since, now);
  const until = options.until === undefined ? undefined : parseUntil(options.until, now);
  if (until !== undefined && until.getTime() <= startOf(position, now))
    throw new UsageError(
      `Nothing can be read: --until ${options.until} is not after the start, ${options.since ?? since.type}.`,
      "The start comes first, such as --since 1h --until 5m.",
    );
  return {
    position,
    places,
    named: [...places.keys()],
    last: options.last === undefined ? undefined : wholeNumber(1)(options.last, "--last"),
    until,
    limit: options.limit === undefined ? undefined : wholeNumber(1)(options.limit, "--limit"),
    idleTimeout: options.idleTimeout === undefined ? undefined : parseDuration(options.idleTimeout),
    shardIds,
    pollInterval: options.pollInterval === undefined ? undefined : pollIntervalOf(options.pollInterval),
  };
}

/** The last records, a place in single shards, and a time are three starts; a checkpoint begins at any but the first. */
function refuseTwoStarts({ last, since, fromSequence, checkpoint }: RecordOptions): void {
  if (last === undefined) return;
  const other = Object.entries({ "--since": since, "--from-sequence": fromSequence, "--checkpoint": checkpoint }).find(
    ([, value]) => value !== undefined,
  );
  if (other === undefined) return;
  throw new UsageError(`--last and ${other[0]} exclude each other: both say where to start.`, "Leave one of them out.");
}

/** The values of a flag that takes several: as words, by commas, or both. */
function eachOf(flag: string, words: readonly string[] | undefined): readonly string[] | undefined {
  const each = words?.flatMap((word) => word.split(",").map((one) => one.trim()));
  if (each?.includes("") === true)
    throw new UsageError(
      `${flag} "${words?.join(" ")}" names nothing between its commas.`,
      `Write it like ${flag} 1,2.`,
    );
  return each;
}

function fromSequences(texts: readonly string[]): ReadonlyMap<string, Start> {
  const places = new Map<string, Start>();
  for (const text of texts) {
    const [, shard = "", sequenceNumber] = /^([\w.-]+):(\d{1,129})$/.exec(text) ?? [];
    if (sequenceNumber === undefined)
      throw new UsageError(
        `"${text}" is not a shard and a sequence number.`,
        "Write it like 3:49590338271490256608559692538361571095921575989136588898, as the records show both.",
      );
    const id = fullId(shard);
    if (places.has(id)) throw new UsageError(`--from-sequence names ${id} twice.`, "Name each shard once.");
    places.set(id, { type: "at", sequenceNumber });
  }
  return places;
}

/** A place in a shard that is not read would be left out without a word. */
function refuseUnread(places: ReadonlyMap<string, Start>, shards: readonly string[] | undefined): void {
  if (shards === undefined) return;
  const read = new Set(shards.map(fullId));
  const unread = [...places.keys()].find((id) => !read.has(id));
  if (unread === undefined) return;
  throw new UsageError(`--from-sequence names ${unread}, which --shard leaves out.`, "Name it with --shard, too.");
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
