import type { StreamRecord } from "./stream-record.ts";

/** Records of one shard that came together, in order. */
export interface ShardBatch {
  readonly shardId: string;
  readonly records: readonly StreamRecord[];
  /** Nothing comes after them in this shard. */
  readonly ended: boolean;
}
