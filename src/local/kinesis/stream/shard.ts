import { hashNumber } from "./hash-key.ts";
import type { HashKey } from "./hash-key.ts";
import type { ShardRates } from "./rates.ts";
import { RecordLog } from "./record-log.ts";
import { sequenceNumber } from "./sequence-number.ts";

/** One shard of a stream, open until it is split or merged. */
export interface Shard {
  readonly index: number;
  readonly first: HashKey;
  readonly last: HashKey;
  /** The shard it was split from; two when it was merged. */
  readonly parents: readonly Shard["index"][];
  /** Milliseconds since 1970. */
  readonly opened: number;
  /** Whole seconds since 1970, as its sequence numbers carry them; later than its parents'. */
  readonly created: number;
  readonly log: RecordLog;
  readonly rates: ShardRates;
  /** Milliseconds since 1970. */
  closed?: number;
}

/** Such as `shardId-000000000000`; below zero as Java pads it, `shardId--00000000001`. */
export function shardId(index: number): string {
  return index < 0 ? `shardId--${String(-index).padStart(11, "0")}` : `shardId-${String(index).padStart(12, "0")}`;
}

/** The number in a shard id. AWS takes any prefix or none (`shardId-0`, `x-0`, `0`); undefined when there is no number in it. */
export function shardIndex(id: string): number | undefined {
  const digits = id.split("-")[1] ?? id;
  const index = /^\d+$/.test(digits) ? Number(digits) : NaN;
  return index <= 2_147_483_647 ? index : undefined;
}

/** The sequence number at a place in the shard: 0 is its start, Infinity its end. */
export function sequenceIn(shard: Shard, position: number, arrived: number): string {
  const at = Math.max(shard.created, Math.floor(arrived / 1000));
  return sequenceNumber({ shardCreated: shard.created, shard: shard.index, position, arrived: at });
}

/** A shard as ListShards and DescribeStream show it. */
export function describeShard(shard: Shard) {
  const [parent, adjacent] = shard.parents;
  return {
    ShardId: shardId(shard.index),
    ...(parent !== undefined && { ParentShardId: shardId(parent) }),
    ...(adjacent !== undefined && { AdjacentParentShardId: shardId(adjacent) }),
    HashKeyRange: hashKeyRange(shard),
    SequenceNumberRange: {
      StartingSequenceNumber: sequenceIn(shard, 0, shard.opened),
      ...(shard.closed !== undefined && { EndingSequenceNumber: sequenceIn(shard, Infinity, shard.closed) }),
    },
  };
}

/** A shard as GetRecords announces it to a reader that reached the end of its parent. */
export function describeChild(shard: Shard) {
  return {
    ShardId: shardId(shard.index),
    ParentShards: shard.parents.map(shardId),
    HashKeyRange: hashKeyRange(shard),
  };
}

function hashKeyRange({ first, last }: Shard) {
  return { StartingHashKey: hashNumber(first).toString(), EndingHashKey: hashNumber(last).toString() };
}
