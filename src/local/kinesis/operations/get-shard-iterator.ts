import { addressed } from "../address.ts";
import { admit, operation } from "../call.ts";
import { findShard, namedShard, sealIterator } from "../iterator.ts";
import { sequenceNumber, shardId, whichStream } from "../members.ts";
import { timestamp } from "../../shape/scalar.ts";
import { required } from "../../shape/structure.ts";
import { startingPosition, startingType } from "../starting-position.ts";
import { rateExceeded } from "../writing.ts";

const members = {
  ShardId: required(shardId),
  ShardIteratorType: required(startingType),
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
  const { ShardIteratorType: type, StartingSequenceNumber: sequenceNumber, Timestamp: timestamp } = input;
  const position = startingPosition(call, { type, sequenceNumber, timestamp }, shard, address);
  return { ShardIterator: sealIterator(call, stream, shard, position) };
});
