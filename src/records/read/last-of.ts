import type { Position, Start } from "./position.ts";
import type { ShardBatch } from "./shard-batch.ts";
import type { StreamRecord } from "./stream-record.ts";

/** The last records of a stream, and where it goes on after them. */
export interface Last<T> {
  readonly items: readonly T[];
  readonly places: ReadonlyMap<string, Start | "done">;
  /** Where shards without a place go on: nothing was in them from there on. */
  readonly position: Position;
}

/** How far back is looked first, in milliseconds; eight times as far each time that too little is found. */
const nearest = 60_000;
const farther = 8;

/** The furthest that records may be kept: 365 days. */
const furthest = 8_760 * 3_600_000;

/** The last `count` of what `select` makes of a stream's records, by time of arrival; each shard's in its order. Kinesis cannot be
 * read backwards: `read` makes one pass over the stream from a position, over more and more of the past. */
export async function lastOf<T>(
  count: number,
  now: number,
  read: (position: Position) => AsyncIterable<ShardBatch>,
  select: (record: StreamRecord) => Iterable<T>,
): Promise<Last<T>> {
  for (let back = nearest; ; back *= farther) {
    const position: Position = back > furthest ? { type: "trim-horizon" } : { type: "time", at: new Date(now - back) };
    const places = new Map<string, Start | "done">();
    const newest = newestOf<T>(count);
    for await (const { shardId, parents, records, ended } of read(position)) {
      newest.begin(shardId, parents);
      for (const record of records) for (const item of select(record)) newest.add(shardId, record.arrivedAt, item);
      const last = records.at(-1);
      if (ended) places.set(shardId, "done");
      else if (last !== undefined) places.set(shardId, { type: "after", sequenceNumber: last.sequenceNumber });
    }
    if (newest.seen() >= count || position.type === "trim-horizon") return { items: newest.items(), places, position };
  }
}

/** Keeps the newest `count` of many items, and not many more. */
function newestOf<T>(count: number) {
  let kept: { readonly at: number; readonly item: T }[] = [];
  let seen = 0;
  /** Times of arrival may go back within a shard, and from a shard to those that come from it; their order counts. */
  const latest = new Map<string, number>();
  const cut = (): void => void (kept = kept.toSorted((one, other) => one.at - other.at).slice(-count));
  return {
    begin(shardId: string, parents: readonly string[]): void {
      if (!latest.has(shardId)) latest.set(shardId, Math.max(0, ...parents.map((parent) => latest.get(parent) ?? 0)));
    },
    add(shardId: string, arrivedAt: Date, item: T): void {
      const at = Math.max(latest.get(shardId) ?? 0, arrivedAt.getTime());
      latest.set(shardId, at);
      kept.push({ at, item });
      seen += 1;
      if (kept.length >= 2 * count + 1_000) cut();
    },
    seen: () => seen,
    items(): readonly T[] {
      cut();
      return kept.map(({ item }) => item);
    },
  };
}
