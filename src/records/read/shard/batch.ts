import type { StreamShard } from "../../../aws/list-shards.ts";
import type { StreamRecord } from "../stream-record.ts";

/** What one reply of Kinesis, or one event of a subscription, says of a shard. */
export interface Batch {
  readonly records: readonly StreamRecord[];
  /** Milliseconds by which the last record is older than the shard's newest. An empty reply may be far behind: Kinesis may need
   * several to find the next record. */
  readonly millisBehind: number;
  /** The shard is closed, and this was its last. */
  readonly ended: boolean;
  /** It has as many records as were asked for. */
  readonly full: boolean;
  /** The shards that came from this one; only at its end, and not from every emulator. */
  readonly children: readonly StreamShard[];
  /** Bytes of data. */
  readonly size: number;
}

/** How reading a shard ended: at its end, or because enough was read, or because Kinesis does not know the shard. */
export type ShardEnd =
  | { readonly type: "drained"; readonly children: readonly StreamShard[] }
  | { readonly type: "enough" }
  | { readonly type: "unknown"; readonly error: unknown };
