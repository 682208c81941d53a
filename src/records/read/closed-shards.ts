import type { Clock } from "../../engine/context.ts";
import type { StreamShard } from "../../aws/list-shards.ts";

/** Milliseconds for which a list is used again. */
const fresh = 10_000;

/** Tells whether a shard is closed by now. Questions at about the same time share a list. */
export function closedShards(
  list: () => Promise<readonly StreamShard[]>,
  clock: Clock,
): (shardId: string) => Promise<boolean> {
  let asked: { readonly at: number; readonly closed: Promise<ReadonlySet<string>> } | undefined;
  const look = async (): Promise<ReadonlySet<string>> =>
    new Set((await list()).filter(({ closed }) => closed).map(({ id }) => id));
  return async (shardId) => {
    if (asked === undefined || clock.now() - asked.at >= fresh) asked = { at: clock.now(), closed: look() };
    return (await asked.closed).has(shardId);
  };
}
