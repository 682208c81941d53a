import { GetRecordsCommand, type ChildShard, type KinesisClient, type _Record } from "@aws-sdk/client-kinesis";
import { hashRange } from "../../../aws/streams/hash-key.ts";
import { CutAnswerError } from "../../../aws/passing.ts";
import { streamOfIterator } from "../../../aws/streams/stream-input.ts";
import type { StreamShard } from "../../../aws/list-shards.ts";
import type { StreamRecord } from "../stream-record.ts";
import type { Batch } from "./batch.ts";

/** Reads up to `limit` records at `iterator`; `next` is the iterator to go on with, undefined at the end of a closed shard. `now`, in milliseconds, is the
 * time of arrival where the reply has none. */
export async function nextBatch(
  kinesis: KinesisClient,
  streamName: string,
  shardId: string,
  iterator: string,
  limit: number,
  now: number,
  signal: AbortSignal,
): Promise<{ readonly batch: Batch; readonly next: string | undefined }> {
  const input = { ShardIterator: iterator, Limit: limit, ...streamOfIterator(streamName) };
  const reply = await kinesis.send(new GetRecordsCommand(input), { abortSignal: signal });
  // An empty document would look like the end of the shard.
  if (reply.Records === undefined) throw new CutAnswerError("GetRecords");
  const next = reply.NextShardIterator;
  const batch = batchOf({ ...reply, Records: reply.Records }, shardId, next === undefined, now);
  return { batch: { ...batch, full: batch.records.length >= limit }, next };
}

/** What a reply or an event of a subscription says. */
export function batchOf(
  said: {
    readonly Records: readonly _Record[];
    readonly MillisBehindLatest?: number | undefined;
    readonly ChildShards?: readonly ChildShard[] | undefined;
  },
  shardId: string,
  ended: boolean,
  now: number,
): Batch {
  const records = said.Records.map((record) => streamRecord(record, shardId, now));
  return {
    records,
    millisBehind: said.MillisBehindLatest ?? records.length,
    ended,
    full: false,
    children: (said.ChildShards ?? []).map(childShard),
    size: records.reduce((sum, record) => sum + record.bytes.length, 0),
  };
}

function streamRecord(record: _Record, shardId: string, now: number): StreamRecord {
  return {
    shardId,
    sequenceNumber: record.SequenceNumber ?? "",
    partitionKey: record.PartitionKey ?? "",
    arrivedAt: record.ApproximateArrivalTimestamp ?? new Date(now),
    bytes: record.Data ?? new Uint8Array(),
  };
}

function childShard(child: ChildShard): StreamShard {
  return {
    id: child.ShardId ?? "",
    parents: child.ParentShards ?? [],
    closed: undefined,
    range: hashRange(child.HashKeyRange),
  };
}
