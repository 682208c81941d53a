import { UsageError } from "../../engine/errors.ts";
import type { StreamShard } from "../../aws/list-shards.ts";

/** The shards with these ids, or all without ids. `3` stands for `shardId-000000000003`. Throws a UsageError for a shard that the
 * stream does not have. */
export function selectShards(
  shards: readonly StreamShard[],
  { streamName, shardIds = [] }: { readonly streamName: string; readonly shardIds?: readonly string[] | undefined },
): readonly StreamShard[] {
  if (shardIds.length === 0) return shards;
  const ids = new Set(shardIds.map(fullId));
  for (const id of ids) {
    if (!shards.some((shard) => shard.id === id)) {
      throw new UsageError(`The stream ${streamName} has no shard ${id}.`, `It has ${several(shards)}.`);
    }
  }
  return shards.filter((shard) => ids.has(shard.id));
}

/** The id of a shard that is named by it, or by its number. */
export function fullId(id: string): string {
  return /^\d{1,12}$/.test(id) ? `shardId-${id.padStart(12, "0")}` : id;
}

function several(shards: readonly StreamShard[]): string {
  const ids = shards.map((shard) => shard.id);
  return ids.length <= 8 ? ids.join(", ") : `${ids.slice(0, 8).join(", ")} and ${ids.length - 8} more`;
}
