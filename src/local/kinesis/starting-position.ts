import { Fault } from "../fault.ts";
import type { Address } from "./address.ts";
import { invalid } from "./call.ts";
import type { Call } from "./call.ts";
import { text } from "../shape/text.ts";
import { readSequence } from "./stream/sequence-number.ts";
import { shardId } from "./stream/shard.ts";
import type { Shard } from "./stream/shard.ts";

/** The five ways to say where reading begins. */
export const startingType = text({
  values: ["AFTER_SEQUENCE_NUMBER", "LATEST", "AT_TIMESTAMP", "AT_SEQUENCE_NUMBER", "TRIM_HORIZON"],
});

/** Where reading begins; the timestamp is milliseconds since 1970. */
export interface StartingPoint {
  readonly type: "AFTER_SEQUENCE_NUMBER" | "LATEST" | "AT_TIMESTAMP" | "AT_SEQUENCE_NUMBER" | "TRIM_HORIZON";
  readonly sequenceNumber?: string | undefined;
  readonly timestamp?: number | undefined;
}

/** The position in the shard to read from. Throws InvalidArgumentException, in the words of the operation that asks. */
export function startingPosition(call: Call, from: StartingPoint, shard: Shard, address: Address): number {
  const { type, sequenceNumber: number } = from;
  switch (type) {
    case "TRIM_HORIZON":
    case "LATEST":
      if (number !== undefined) throw mismatched(type, "also a");
      return type === "LATEST" ? shard.log.next : 0;
    case "AT_SEQUENCE_NUMBER":
    case "AFTER_SEQUENCE_NUMBER": {
      if (number === undefined) throw mismatched(type, "no");
      const position = positionOf(call, number, shard, address);
      return Math.min(type === "AT_SEQUENCE_NUMBER" ? position : position + 1, shard.log.next);
    }
    case "AT_TIMESTAMP":
      return shard.log.positionAt(timeOf(from.timestamp, call.now));
  }
}

function mismatched(type: string, given: string): Fault {
  return invalid(
    "Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and StartingSequenceNumber or " +
      "(2) TRIM_HORIZON or LATEST and no StartingSequenceNumber. " +
      `Request specified ${type} and ${given} StartingSequenceNumber.`,
  );
}

function positionOf({ operation }: Call, number: string, shard: Shard, { name, account }: Address): number {
  const sequence = readSequence(number);
  const used =
    `StartingSequenceNumber ${number} used in ${operation} on shard ${shardId(shard.index)} ` +
    `in stream ${name} under account ${account} is invalid`;
  if (!sequence) throw invalid(`${used}.`);
  if (sequence.shard !== shard.index) {
    throw invalid(
      `Invalid StartingSequenceNumber. It encodes ${shardId(sequence.shard)}, ` +
        `while it was used in a call to a shard with ${shardId(shard.index)}`,
    );
  }
  // AWS stumbles over numbers as small as those of its first years.
  if (sequence.version === 0) throw new Fault("InternalFailure", "", 500);
  if (sequence.version === 1 || sequence.shardCreated !== shard.created)
    throw invalid(`${used} because it did not come from this stream.`);
  return sequence.position;
}

function timeOf(timestampInMillis: number | undefined, now: number): number {
  if (timestampInMillis === undefined) {
    throw invalid(
      "Must specify timestampInMillis parameter for iterator of type AT_TIMESTAMP. " +
        "Current request has no timestamp parameter.",
    );
  }
  if (timestampInMillis > now) {
    throw invalid(
      "The timestampInMillis parameter cannot be greater than the currentTimestampInMillis. " +
        `timestampInMillis: ${timestampInMillis}, currentTimestampInMillis: ${now}`,
    );
  }
  return timestampInMillis;
}
