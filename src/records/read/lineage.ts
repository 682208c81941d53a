import type { Position } from "./position.ts";
import type { StreamShard } from "./list-shards.ts";

/** A shard to read, and where to start in it. */
export interface Turn {
  readonly shard: StreamShard;
  readonly start: Position;
}

/** Keeps the order that Kinesis asks of readers: a shard's turn comes when all its parents are drained. A parent that is not known
 * may be one that nobody has come to yet, so it holds its children up until it is learnt of, or said to be gone. */
export interface Lineage {
  /** The shards that can be read at once. */
  readonly first: readonly Turn[];
  /** Takes in shards that turned up later; they are read from their first record. */
  learn(shards: readonly StreamShard[]): void;
  /** The parents of waiting shards that are not known. */
  unknown(): readonly string[];
  /** Does any known shard come from this one? */
  hasChildren(id: string): boolean;
  /** Notes that nothing is to be read of these shards: their records have aged out. */
  gone(ids: readonly string[]): void;
  /** Notes that a shard is drained; gives the shards whose turn has come. */
  drained(id: string): readonly Turn[];
}

/** Begins at `position` with these shards, and leaves out `past` ones. Parents that are in neither are not waited for. */
export function lineage(
  shards: readonly StreamShard[],
  position: Position,
  past: readonly StreamShard[] = [],
): Lineage {
  const waiting = new Map<string, Turn>();
  const known = new Set(past.map(({ id }) => id));
  const done = new Set(known);
  const parents = new Set<string>();

  const add = (shard: StreamShard, start: Position): void => {
    if (known.has(shard.id)) return;
    known.add(shard.id);
    for (const parent of shard.parents) parents.add(parent);
    waiting.set(shard.id, { shard, start });
  };
  const unknown = (): readonly string[] => [...parents].filter((id) => !known.has(id));
  const gone = (ids: readonly string[]): void =>
    ids.forEach((id) => {
      known.add(id);
      done.add(id);
    });
  const ready = (): readonly Turn[] => {
    const turns = [...waiting.values()].filter(({ shard }) => shard.parents.every((parent) => done.has(parent)));
    for (const { shard } of turns) waiting.delete(shard.id);
    return turns;
  };

  const listed = new Set(shards.map(({ id }) => id));
  for (const shard of shards) {
    // "latest" means from now on. What came from a shard that was open just now belongs to that wholly.
    const young = position.type === "latest" && shard.parents.some((parent) => listed.has(parent));
    add(shard, young ? { type: "trim-horizon" } : position);
  }
  gone(unknown());

  return {
    first: ready(),
    learn: (found) => found.forEach((shard) => add(shard, { type: "trim-horizon" })),
    unknown,
    hasChildren: (id) => parents.has(id),
    gone,
    drained(id) {
      done.add(id);
      return ready();
    },
  };
}

/** The shards that were closed before the list was made, and those that are still to be read from now on: the open ones, and
 * what came from those while the pages of the list were fetched. */
export function fromNowOn(shards: readonly StreamShard[]): {
  readonly past: readonly StreamShard[];
  readonly live: readonly StreamShard[];
} {
  const live = new Set(shards.filter(({ closed }) => !closed).map(({ id }) => id));
  const before = (): number => live.size;
  for (let size = -1; size !== before();) {
    size = before();
    for (const { id, parents } of shards) if (parents.some((parent) => live.has(parent))) live.add(id);
  }
  return { past: shards.filter(({ id }) => !live.has(id)), live: shards.filter(({ id }) => live.has(id)) };
}
