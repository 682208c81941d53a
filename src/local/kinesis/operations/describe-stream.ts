import { existing } from "../address.ts";
import { shardId } from "../members.ts";
import { integer } from "../../shape/scalar.ts";
import { streamOperation } from "../stream-operation.ts";
import { describeShard, shardId as idOf } from "../stream/shard.ts";
import { statusOf } from "../stream/stream.ts";
import type { Stream } from "../stream/stream.ts";

const MOST_SHARDS = 100;

/** DescribeStream, with up to 100 shards. */
export const describeStream = streamOperation(
  "DescribeStream",
  { Limit: integer({ min: 1, max: 10_000 }), ExclusiveStartShardId: shardId },
  existing,
  ({ now }, stream, { Limit = MOST_SHARDS, ExclusiveStartShardId = "" }) => {
    const shards = now < stream.active ? [] : stream.shards;
    const from = shards.filter(({ index }) => idOf(index) > ExclusiveStartShardId);
    const page = from.slice(0, Math.min(Limit, MOST_SHARDS));
    return {
      StreamDescription: {
        ...head(stream, now),
        Shards: page.map(describeShard),
        HasMoreShards: page.length < from.length,
      },
    };
  },
);

/** DescribeStreamSummary. */
export const describeStreamSummary = streamOperation("DescribeStreamSummary", {}, existing, ({ now }, stream) => ({
  StreamDescriptionSummary: {
    ...head(stream, now),
    StreamId: stream.id,
    OpenShardCount: now < stream.active ? 0 : stream.open.length,
    ConsumerCount: stream.consumers.size,
    ...(stream.warmThroughput !== undefined && {
      WarmThroughput: { TargetMiBps: stream.warmThroughput, CurrentMiBps: stream.warmThroughput },
    }),
    MaxRecordSizeInKiB: stream.maxRecordSizeInKiB,
  },
}));

function head(stream: Stream, now: number) {
  return {
    StreamName: stream.name,
    StreamARN: stream.arn,
    StreamStatus: statusOf(stream, now),
    StreamModeDetails: { StreamMode: stream.mode },
    RetentionPeriodHours: stream.retentionHours,
    // In whole seconds, unlike the arrival of a record.
    StreamCreationTimestamp: new Date(Math.floor(stream.created / 1000) * 1000),
    EnhancedMonitoring: [{ ShardLevelMetrics: [...stream.metrics] }],
    EncryptionType: stream.encryptionKey === undefined ? "NONE" : "KMS",
    KeyId: stream.encryptionKey,
  };
}
