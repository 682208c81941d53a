import type { Address } from "../address.ts";
import { addressed } from "../address.ts";
import { admit, invalid, operation } from "../call.ts";
import type { Call } from "../call.ts";
import { Fault } from "../../fault.ts";
import { findShard, namedShard, sealIterator } from "../iterator.ts";
import { sequenceNumber, shardId, whichStream } from "../shape/members.ts";
import { text, timestamp } from "../shape/scalar.ts";
import { required } from "../shape/structure.ts";
import type { Of } from "../shape/structure.ts";
import { readSequence } from "../stream/sequence-number.ts";
import { shardId as idOf } from "../stream/shard.ts";
import type { Shard } from "../stream/shard.ts";
import { rateExceeded } from "../writing.ts";

const members = {
  ShardId: required(shardId),
  ShardIteratorType: required(
    text({ values: ["AFTER_SEQUENCE_NUMBER", "LATEST", "AT_TIMESTAMP", "AT_SEQUENCE_NUMBER", "TRIM_HORIZON"] }),
  ),
  StartingSequenceNumber: sequenceNumber,
  Timestamp: timestamp,
  ...whichStream,
};

/** GetShardIterator, all five types. */
export const getShardIterator = operation("GetShardIterator", members, (call, input) => {
  const address = addressed(call, input);
  admit(call, address.arn, address.name);
  const index = namedShard(input.ShardId, address);
  const { stream, shard } = findShard(call, address, index);
  if (call.settings.enforceRates && !shard.rates.iterator(call.now)) {
    throw rateExceeded(stream, index, address.account);
  }
  return { ShardIterator: sealIterator(call, stream, shard, start(call, input, shard, address)) };
});

/** The position to read from. */
function start(call: Call, input: Of<typeof members>, shard: Shard, address: Address): number {
  const { ShardIteratorType: type, StartingSequenceNumber: number } = input;
  switch (type) {
    case "TRIM_HORIZON":
    case "LATEST":
      if (number !== undefined) throw mismatched(type, "also a");
      return type === "LATEST" ? shard.log.next : 0;
    case "AT_SEQUENCE_NUMBER":
    case "AFTER_SEQUENCE_NUMBER": {
      if (number === undefined) throw mismatched(type, "no");
      const position = positionOf(number, shard, address);
      return Math.min(type === "AT_SEQUENCE_NUMBER" ? position : position + 1, shard.log.next);
    }
    case "AT_TIMESTAMP":
      return shard.log.positionAt(timeOf(input.Timestamp, call.now));
  }
}

function mismatched(type: string, given: string): Fault {
  return invalid(
    "Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and StartingSequenceNumber or " +
      "(2) TRIM_HORIZON or LATEST and no StartingSequenceNumber. " +
      `Request specified ${type} and ${given} StartingSequenceNumber.`,
  );
}

function positionOf(number: string, shard: Shard, { name, account }: Address): number {
  const sequence = readSequence(number);
  const used =
    `StartingSequenceNumber ${number} used in GetShardIterator on shard ${idOf(shard.index)} ` +
    `in stream ${name} under account ${account} is invalid`;
  if (!sequence) throw invalid(`${used}.`);
  if (sequence.shard !== shard.index) {
    throw invalid(
      `Invalid StartingSequenceNumber. It encodes ${idOf(sequence.shard)}, ` +
        `while it was used in a call to a shard with ${idOf(shard.index)}`,
    );
  }
  if (sequence.shardCreated !== shard.created) throw invalid(`${used} because it did not come from this stream.`);
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
