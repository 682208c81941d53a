import type { KinesisClient } from "@aws-sdk/client-kinesis";
import { follow, type FollowOptions, type ReadOptions } from "./follow.ts";
import type { ShardBatch } from "./shard-batch.ts";

export type TailOptions = ReadOptions &
  Pick<FollowOptions, "idleTimeout" | "onReady"> &
  Partial<Pick<FollowOptions, "patience">>;

/** The records of a stream as they come, across splits and merges, until `signal` is aborted, `until` is reached or no record came
 * for `idleTimeout` milliseconds. With an idle timeout, a broken connection is retried for a little longer than that only, or half a
 * minute: where other shards can be read, their silence comes first, and the one that cannot is named. */
export function tail(kinesis: KinesisClient, options: TailOptions): AsyncGenerator<ShardBatch, void> {
  const patience = options.patience ?? Math.max((options.idleTimeout ?? Infinity) + 5_000, 30_000);
  return follow(kinesis, { ...options, endless: true, patience });
}
