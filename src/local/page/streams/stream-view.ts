import { hashNumber } from "../../kinesis/stream/hash-key.ts";
import { shardId } from "../../kinesis/stream/shard.ts";
import type { Shard } from "../../kinesis/stream/shard.ts";
import type { Stream } from "../../kinesis/stream/stream.ts";
import type { ShardView, StreamView } from "../api/stream-view.ts";
import { placeInSpace } from "../requests/places.ts";

/** Rates are those of so many seconds. */
const SECONDS = 10;

/** A stream with its shards over the hash space. */
export function streamView(
  { open, shards, retentionHours, encryptionKey }: Stream,
  now: number,
): Omit<StreamView, "region" | "name" | "status" | "mode" | "openShards" | "records"> {
  const closed = shards.filter((shard) => !open.includes(shard) && shard.log.length > 0);
  return {
    retentionHours,
    encrypted: encryptionKey !== undefined,
    shards: [...open, ...closed].map((shard) => shardView(shard, open.includes(shard), now)),
  };
}

function shardView({ index, first, last, parents, log }: Shard, open: boolean, now: number): ShardView {
  // One hash key more than the last, which is all ones at the end of the space.
  const end = /^f+$/.test(last) ? 1 : placeInSpace(last);
  const since = log.positionAt(now - SECONDS * 1000);
  let bytes = 0;
  for (let at = log.length - (log.next - since); at < log.length; at++) bytes += log.countedAt(at);
  return {
    id: shardId(index),
    open,
    firstHash: hashNumber(first).toString(),
    lastHash: hashNumber(last).toString(),
    from: placeInSpace(first),
    to: end,
    records: log.length,
    bytes: log.counted,
    recordsPerSecond: (log.next - since) / SECONDS,
    bytesPerSecond: bytes / SECONDS,
    parents: parents.map(shardId),
  };
}
