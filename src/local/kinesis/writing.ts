import { Fault } from "../fault.ts";
import { invalid } from "./call.ts";
import type { Call } from "./call.ts";
import { showBlob } from "../shape/scalar.ts";
import { metricsFor } from "./stream-metrics.ts";
import { hashKey, hashOf } from "./stream/hash-key.ts";
import { sequenceIn, shardId } from "./stream/shard.ts";
import type { Shard } from "./stream/shard.ts";
import { shardFor } from "./stream/stream.ts";
import type { Stream } from "./stream/stream.ts";

/** A record to write. */
export interface Entry {
  readonly PartitionKey: string;
  readonly ExplicitHashKey?: string;
  readonly Data: Buffer;
}

/** The shard that takes the record. Throws InvalidArgumentException when the explicit hash key is out of range. */
export function placeOf(stream: Stream, { PartitionKey, ExplicitHashKey }: Entry): Shard {
  if (ExplicitHashKey === undefined) {
    const [first, second] = stream.open;
    // Hashing is the slowest part of writing.
    return first !== undefined && second === undefined ? first : shardFor(stream, hashOf(PartitionKey));
  }
  const key = hashKey(BigInt(ExplicitHashKey));
  if (key !== undefined) return shardFor(stream, key);
  throw invalid(
    "Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. " +
      `Specified value was ${ExplicitHashKey}`,
  );
}

/** Throws ValidationException when data and partition key are larger than a record of the stream may be. */
export function checkSize({ maxRecordSizeInKiB }: Stream, { Data, PartitionKey }: Entry, at: string): void {
  const max = maxRecordSizeInKiB * 1024;
  if (Data.length + Buffer.byteLength(PartitionKey) <= max) return;
  throw new Fault(
    "ValidationException",
    `1 validation error detected: Value '${showBlob(Data)}' at '${at}' failed to satisfy constraint: ` +
      `Member must have length less than or equal to ${max}`,
  );
}

/** Writes a record to that shard, encrypted with the key of that ARN. Returns the fault when the shard has no room for it now. */
export function append(
  call: Call,
  stream: Stream,
  shard: Shard,
  { PartitionKey, Data }: Entry,
  encryptionKey: string | undefined,
): { readonly ShardId: string; readonly SequenceNumber: string } | Fault {
  const { scope, settings, memory, now } = call;
  const metrics = metricsFor(call, stream);
  if (settings.enforceRates && !shard.rates.write(Data.length + Buffer.byteLength(PartitionKey), now)) {
    metrics.refused(shard.index, now);
    return rateExceeded(stream, shard.index, scope.account.id);
  }
  metrics.wrote(shard.index, Data.length, now);
  const { position, arrived } = shard.log.append(PartitionKey, Data, now, encryptionKey);
  memory.added(shard.log.sizeAt(shard.log.length - 1), scope.account);
  return { ShardId: shardId(shard.index), SequenceNumber: sequenceIn(shard, position, arrived) };
}

/** The shard's rate is exceeded. */
export function rateExceeded(stream: Stream, shard: number, account: string): Fault {
  return new Fault(
    "ProvisionedThroughputExceededException",
    `Rate exceeded for shard ${shardId(shard)} in stream ${stream.name} under account ${account}.`,
  );
}
