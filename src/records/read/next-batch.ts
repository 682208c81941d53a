import { GetRecordsCommand, type ChildShard, type KinesisClient, type _Record } from "@aws-sdk/client-kinesis";
import { CutAnswerError } from "../../aws/passing.ts";
import type { StreamShard } from "../../aws/list-shards.ts";
import type { StreamRecord } from "./stream-record.ts";

/** The most records in one reply. */
export const MAX_RECORDS = 10_000;

/** One reply of GetRecords. */
export interface Batch {
  readonly records: readonly StreamRecord[];
  /** The next iterator; undefined at the end of a closed shard. */
  readonly next: string | undefined;
  /** The shard has nothing newer. An empty reply alone does not mean that: Kinesis may need several to find the next record. */
  readonly caughtUp: boolean;
  /** The shards that came from this one; only at its end, and not from every emulator. */
  readonly children: readonly StreamShard[];
  /** Bytes of data. */
  readonly size: number;
}

/** Reads at `iterator`. `now`, in milliseconds, is the time of arrival where the reply has none. */
export async function nextBatch(
  kinesis: KinesisClient,
  shardId: string,
  iterator: string,
  now: number,
  signal: AbortSignal,
): Promise<Batch> {
  const reply = await kinesis.send(new GetRecordsCommand({ ShardIterator: iterator, Limit: MAX_RECORDS }), {
    abortSignal: signal,
  });
  // An empty document would look like the end of the shard.
  if (reply.Records === undefined) throw new CutAnswerError("GetRecords");
  const records = reply.Records.map((record) => streamRecord(record, shardId, now));
  return {
    records,
    next: reply.NextShardIterator,
    caughtUp: (reply.MillisBehindLatest ?? records.length) === 0,
    children: (reply.ChildShards ?? []).map(childShard),
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
  return { id: child.ShardId ?? "", parents: child.ParentShards ?? [], closed: undefined };
}
