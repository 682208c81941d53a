import { isFault } from "../../../aws/faults.ts";
import { UsageError } from "../../../engine/errors.ts";
import type { Start } from "../position.ts";
import type { Batch } from "./batch.ts";
import type { Run } from "./run.ts";

/** Where to go on after a batch. */
export function progressAfter(from: Start, { records }: Pick<Batch, "records">): Start {
  const last = records.at(-1);
  return last === undefined ? from : { type: "after", sequenceNumber: last.sequenceNumber };
}

/** Where to begin again when Kinesis refuses an iterator or a place in a shard; undefined when the error is another one, or what
 * the user asked for is wrong. `from` is the place, `start` where the run began. */
export function restartAt(
  error: unknown,
  shardId: string,
  from: Start,
  start: Start,
  { report }: Pick<Run, "report">,
): Start | undefined {
  if (isFault(error, "ExpiredIteratorException")) return from;
  // Of an iterator: the endpoint was started anew, and does not know those it gave before. All places but one that was asked for
  // by its number are good for a new one.
  if (!isFault(error, "InvalidArgumentException")) return undefined;
  const message = error instanceof Error ? error.message : "";
  if (/ShardIterator\b/.test(message) && !/StartingSequenceNumber|timestampInMillis/.test(message)) return from;
  if (from === start && "sequenceNumber" in from)
    throw new UsageError(
      `${shardId} has no record ${from.sequenceNumber} to start ${from.type}: ${message}`,
      "A sequence number belongs to one shard of one stream; one that was made anew has other numbers.",
    );
  if (from.type !== "after") return undefined;
  const text = `${shardId} no longer has the record that was read last; reading goes on with its oldest one`;
  report?.event({ type: "warning", text });
  return { type: "trim-horizon" };
}
