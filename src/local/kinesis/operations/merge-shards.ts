import { invalid } from "../call.ts";
import { openNamed, provisioned, reshardable } from "../reshardable.ts";
import { shardId } from "../members.ts";
import { required } from "../../shape/structure.ts";
import { streamOperation } from "../stream-operation.ts";
import { hashNumber } from "../stream/hash-key.ts";
import { merge } from "../stream/resharding.ts";
import { shardId as idOf } from "../stream/shard.ts";
import { update } from "../stream/stream.ts";

/** MergeShards. The first of the two has to be the one with the lower hash keys. */
export const mergeShards = streamOperation(
  "MergeShards",
  { ShardToMerge: required(shardId), AdjacentShardToMerge: required(shardId) },
  (call, address, { ShardToMerge, AdjacentShardToMerge }) =>
    reshardable(call, address, [ShardToMerge, AdjacentShardToMerge]),
  ({ now, settings }, stream, { ShardToMerge, AdjacentShardToMerge }, address) => {
    provisioned(stream, address);
    const lower = openNamed(stream, ShardToMerge, address);
    const upper = openNamed(stream, AdjacentShardToMerge, address);
    if (hashNumber(lower.last) + 1n !== hashNumber(upper.first)) {
      throw invalid(
        `Shards ${idOf(lower.index)} and ${idOf(upper.index)} in stream ${address.name} under account ` +
          `${address.account} are not an adjacent pair of shards eligible for merging`,
      );
    }
    update(stream, now, settings.updateMs, (at) => merge(stream, lower, upper, at));
  },
);
