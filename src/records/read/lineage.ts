import type { Position, Start } from "./position.ts";
import type { StreamShard } from "../../aws/list-shards.ts";

/** A shard to read, and where to start in it. */
export interface Turn {
  readonly shard: StreamShard;
  readonly start: Start;
}

/** Where the shards are read from: those named in `places` from there (nothing more where they are done), the others from
 * `position`. */
export interface Places {
  readonly position: Position;
  readonly places?: ReadonlyMap<string, Start | "done"> | undefined;
  /** A shard that is not wanted counts as read the moment it is known of. */
  readonly wants?: ((shard: StreamShard) => boolean) | undefined;
}

/** Keeps the order in which shards are read: a shard after all its parents. An unknown parent may still turn up, so its children
 * wait until it is learned of or declared gone. */
export interface Lineage {
  /** The shards that can be read right away. */
  readonly first: readonly Turn[];
  /** Adds shards that turned up later; they are read from their first record. */
  learn(shards: readonly StreamShard[]): void;
  /** The unknown parents of waiting shards. */
  unknown(): readonly string[];
  /** Does any known shard come from this one? */
  hasChildren(id: string): boolean;
  /** Notes that the records of these shards have aged out, so that nobody waits for them. */
  gone(ids: readonly string[]): void;
  /** Notes that a shard was read to its end; returns the shards that can be read now. */
  drained(id: string): readonly Turn[];
}

/** Starts with these shards, without the `past` ones. Parents in neither list are not waited for. */
export function lineage(
  shards: readonly StreamShard[],
  { position, places, wants = () => true }: Places,
  past: readonly StreamShard[] = [],
): Lineage {
  const waiting = new Map<string, Turn>();
  const known = new Set(past.map(({ id }) => id));
  const done = new Set(known);
  const parents = new Set<string>();

  const add = (shard: StreamShard, start: Start): void => {
    if (known.has(shard.id)) return;
    known.add(shard.id);
    for (const parent of shard.parents) parents.add(parent);
    if (!wants(shard)) return void done.add(shard.id);
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
    const place = places?.get(shard.id);
    if (place === "done") {
      gone([shard.id]);
      continue;
    }
    // "latest" means from now on. A child of a shard that was open a moment ago is new as a whole.
    const young = position.type === "latest" && shard.parents.some((parent) => listed.has(parent));
    add(shard, place ?? (young ? { type: "trim-horizon" } : position));
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

/** Splits the list for reading from now on: `past` shards were closed before; `live` ones are open or named, or came from such ones. */
export function fromNowOn(
  shards: readonly StreamShard[],
  named: Places["places"] = new Map(),
): {
  readonly past: readonly StreamShard[];
  readonly live: readonly StreamShard[];
} {
  const live = new Set(shards.filter(({ closed, id }) => !closed || named.has(id)).map(({ id }) => id));
  const before = (): number => live.size;
  for (let size = -1; size !== before();) {
    size = before();
    for (const { id, parents } of shards) if (parents.some((parent) => live.has(parent))) live.add(id);
  }
  return { past: shards.filter(({ id }) => !live.has(id)), live: shards.filter(({ id }) => live.has(id)) };
}
