import { evenStarts, hashKey, hashNumber } from "./hash-key.ts";
import type { HashKey } from "./hash-key.ts";
import type { Shard } from "./shard.ts";
import { openShard } from "./stream.ts";
import type { Stream } from "./stream.ts";

/** Closes a shard and opens two in its place, the second from hash key `at` on. */
export function split(stream: Stream, shard: Shard, at: HashKey, now: number): void {
  close(stream, [shard], now);
  openShard(stream, shard.first, hashKey(hashNumber(at) - 1n)!, [shard], now);
  openShard(stream, at, shard.last, [shard], now);
}

/** Closes two neighbours and opens one in their place. `lower` has the lower hash keys. */
export function merge(stream: Stream, lower: Shard, upper: Shard, now: number): void {
  close(stream, [lower, upper], now);
  openShard(stream, lower.first, upper.last, [lower, upper], now);
}

/** Splits and merges until there are `count` shards of equal ranges. As on AWS, that can make shards that live only for a
 * moment. */
export function scale(stream: Stream, count: number, now: number): void {
  // Earlier divisions leave ranges that are off by a few keys: not worth a shard.
  const near = (a: bigint, b: bigint) => (a > b ? a - b : b - a) <= BigInt(count + stream.open.length);
  const wanted = new Set<HashKey>();
  for (const start of evenStarts(count)) {
    const there = stream.open.find(({ first }) => near(hashNumber(first), start));
    if (there) wanted.add(there.first);
    else {
      const key = hashKey(start)!;
      wanted.add(key);
      split(
        stream,
        stream.open.findLast(({ first }) => first < key)!,
        key,
        now,
      );
    }
  }
  for (let i = 1; i < stream.open.length;) {
    if (wanted.has(stream.open[i]!.first)) i++;
    else merge(stream, stream.open[i - 1]!, stream.open[i]!, now);
  }
}

function close(stream: Stream, shards: readonly Shard[], now: number): void {
  for (const shard of shards) shard.closed = now;
  stream.open = stream.open.filter(({ closed }) => closed === undefined);
}
