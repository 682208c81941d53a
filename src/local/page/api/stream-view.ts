import type { Content } from "./request-way.ts";

/** A stream in the list. */
export interface StreamSummary {
  readonly region: string;
  readonly name: string;
  readonly status: string;
  readonly mode: "PROVISIONED" | "ON_DEMAND";
  readonly openShards: number;
  readonly records: number;
}

/** A stream with its shards. */
export interface StreamView extends StreamSummary {
  readonly retentionHours: number;
  readonly encrypted: boolean;
  /** Open ones by hash range, then closed ones that still hold records. */
  readonly shards: readonly ShardView[];
}

/** A shard. */
export interface ShardView {
  readonly id: string;
  readonly open: boolean;
  /** Decimal numbers below 2^128, both included. */
  readonly firstHash: string;
  readonly lastHash: string;
  /** The same range from 0 to 1. */
  readonly from: number;
  readonly to: number;
  readonly records: number;
  readonly bytes: number;
  /** Over the last ten seconds. */
  readonly recordsPerSecond: number;
  readonly bytesPerSecond: number;
  readonly parents: readonly string[];
}

/** Records of a stream. */
export interface RecordList {
  /** Newest first. */
  readonly records: readonly RecordView[];
  /** What to ask for older ones with; absent at the end. */
  readonly before?: string;
}

/** A record, decoded as `read-records` and `tail` do it. */
export interface RecordView extends Content {
  readonly shardId: string;
  readonly sequenceNumber: string;
  readonly subSequenceNumber?: number;
  readonly partitionKey: string;
  /** From 0 to 1: the place of its key in the hash space. */
  readonly at: number;
  readonly arrivedAt: string;
  /** The request that wrote it, where it is still kept. */
  readonly requestId?: number;
}

/** Where a partition key falls. */
export interface KeyPlace {
  readonly partitionKey: string;
  readonly hashKey: string;
  readonly at: number;
  readonly shardId: string;
}
