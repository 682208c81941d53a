import { invalid } from "../call.ts";
import { hashKey as hashKeyText, shardId } from "../members.ts";
import { required } from "../../shape/structure.ts";
import { streamOperation } from "../stream-operation.ts";
import { hashKey, hashNumber } from "../stream/hash-key.ts";
import { split } from "../stream/resharding.ts";
import { shardId as idOf } from "../stream/shard.ts";
import { update } from "../stream/stream.ts";
import { openNamed, provisioned, reshardable } from "../reshardable.ts";
import { checkShardLimit } from "./create-stream.ts";

/** SplitShard. */
export const splitShard = streamOperation(
  "SplitShard",
  { NewStartingHashKey: required(hashKeyText), ShardToSplit: required(shardId) },
  (call, address, { ShardToSplit }) => reshardable(call, address, [ShardToSplit]),
  (call, stream, { NewStartingHashKey, ShardToSplit }, address) => {
    provisioned(stream, address);
    const shard = openNamed(stream, ShardToSplit, address);
    checkShardLimit(call, 1);
    const at = BigInt(NewStartingHashKey);
    const [first, last] = [hashNumber(shard.first), hashNumber(shard.last)];
    if (at <= first + 1n || at >= last) {
      throw invalid(
        `NewStartingHashKey ${NewStartingHashKey} used in SplitShard() on shard ${idOf(shard.index)} in stream ` +
          `${address.name} under account ${address.account} is not both greater than one plus the shard's ` +
          `StartingHashKey ${first} and less than the shard's EndingHashKey ${last}.`,
      );
    }
    update(stream, call.now, call.settings.updateMs, (now) => split(stream, shard, hashKey(at)!, now));
  },
);
