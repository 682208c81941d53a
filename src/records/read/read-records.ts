import type { KinesisClient } from "@aws-sdk/client-kinesis";
import { follow, type ReadOptions } from "./follow.ts";
import type { ShardBatch } from "./shard-batch.ts";

export type { ReadOptions } from "./follow.ts";

/** One pass over a stream: all records from `position` until every shard is caught up or at its end. A connection that breaks is
 * retried for two minutes, one that never was for a few seconds. */
export function readRecords(kinesis: KinesisClient, options: ReadOptions): AsyncGenerator<ShardBatch, void> {
  return follow(kinesis, { ...options, endless: false, patience: 120_000 });
}
