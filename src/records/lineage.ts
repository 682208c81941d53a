import type { Position } from "./position.ts";
import type { StreamShard } from "./shards.ts";

/** A shard to read, and where to start in it. */
export interface Turn {
  readonly shard: StreamShard;
  readonly start: Position;
}

/** Keeps the order that Kinesis asks of readers: a shard's turn comes when all its known parents are drained. */
export interface Lineage {
  /** The shards that can be read at once. */
  readonly first: readonly Turn[];
  /** Notes that a shard is drained, and which shards came from it; gives those whose turn has come. */
  drained(id: string, children: readonly StreamShard[]): readonly Turn[];
  /** Does any known shard come from this one? */
  hasChildren(id: string): boolean;
}

/** Begins with these shards at `position`. Shards that turn up later are read from their first record. */
export function lineage(shards: readonly StreamShard[], position: Position): Lineage {
  const waiting = new Map<string, Turn>();
  const known = new Map<string, StreamShard>();
  const done = new Set<string>();

  const add = (shard: StreamShard, start: Position): void => {
    if (known.has(shard.id)) return;
    known.set(shard.id, shard);
    waiting.set(shard.id, { shard, start });
  };

  const ready = (): readonly Turn[] => {
    const blocked = (parent: string): boolean => known.has(parent) && !done.has(parent);
    const turns = [...waiting.values()].filter(({ shard }) => !shard.parents.some(blocked));
    for (const { shard } of turns) waiting.delete(shard.id);
    return turns;
  };

  const listed = new Set(shards.map((shard) => shard.id));
  for (const shard of shards) {
    // "latest" means from now on. A shard that came from one which was still open just now belongs to that wholly.
    const young = position.type === "latest" && shard.parents.some((parent) => listed.has(parent));
    add(shard, young ? { type: "trim-horizon" } : position);
  }

  return {
    first: ready(),
    drained(id, children) {
      done.add(id);
      for (const child of children) add(child, { type: "trim-horizon" });
      return ready();
    },
    hasChildren: (id) => [...known.values()].some((shard) => shard.parents.includes(id)),
  };
}
