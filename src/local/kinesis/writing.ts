import { Fault } from "../fault.ts";
import { invalid } from "./call.ts";
import type { Call } from "./call.ts";
import { showBlob } from "./shape/blob.ts";
import { hashKey, hashOf } from "./stream/hash-key.ts";
import type { HashKey } from "./stream/hash-key.ts";
import { sequenceIn, shardId } from "./stream/shard.ts";
import { shardFor } from "./stream/stream.ts";
import type { Stream } from "./stream/stream.ts";

/** A record to write. */
export interface Entry {
  readonly PartitionKey: string;
  readonly ExplicitHashKey?: string;
  readonly Data: Buffer;
}

/** The hash key that decides about the shard. Throws InvalidArgumentException when the explicit one is out of range. */
export function placeOf({ PartitionKey, ExplicitHashKey }: Entry): HashKey {
  if (ExplicitHashKey === undefined) return hashOf(PartitionKey);
  const key = hashKey(BigInt(ExplicitHashKey));
  if (key !== undefined) return key;
  throw invalid(
    "Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. " +
      `Specified value was ${ExplicitHashKey}`,
  );
}

/** Throws ValidationException when the data is larger than a record of the stream may be. */
export function checkSize({ maxRecordSizeInKiB }: Stream, { Data }: Entry, at: string): void {
  const max = maxRecordSizeInKiB * 1024;
  if (Data.length <= max) return;
  throw new Fault(
    "ValidationException",
    `1 validation error detected: Value '${showBlob(Data)}' at '${at}' failed to satisfy constraint: ` +
      `Member must have length less than or equal to ${max}`,
  );
}

/** Writes a record to the shard of that hash key; the fault when the shard has no room for it now. */
export function append(
  { scope, settings, now }: Call,
  stream: Stream,
  place: HashKey,
  { PartitionKey, Data }: Entry,
): { readonly ShardId: string; readonly SequenceNumber: string } | Fault {
  const shard = shardFor(stream, place);
  if (settings.enforceRates && !shard.rates.write(Data.length + Buffer.byteLength(PartitionKey), now)) {
    return rateExceeded(stream, shard.index, scope.account.id);
  }
  const { position, arrived } = shard.log.append(PartitionKey, Data, now, stream.encryptionKey !== undefined);
  return { ShardId: shardId(shard.index), SequenceNumber: sequenceIn(shard, position, arrived) };
}

/** The shard carries no more at the moment. */
export function rateExceeded(stream: Stream, shard: number, account: string): Fault {
  return new Fault(
    "ProvisionedThroughputExceededException",
    `Rate exceeded for shard ${shardId(shard)} in stream ${stream.name} under account ${account}.`,
  );
}
