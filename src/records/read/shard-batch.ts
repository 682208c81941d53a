import type { StreamRecord } from "./stream-record.ts";

/** Records of one shard that came together, in order. */
export interface ShardBatch {
  readonly shardId: string;
  /** The shards that this one came from: their records are older, whatever their times of arrival say. */
  readonly parents: readonly string[];
  readonly records: readonly StreamRecord[];
  /** Nothing comes after them in this shard. */
  readonly ended: boolean;
}
