import type { Statement } from "../../policy/policy.ts";
import { LAST_HASH_KEY, evenStarts, hashKey } from "./hash-key.ts";
import type { HashKey } from "./hash-key.ts";
import { ShardRates } from "./rates.ts";
import { RecordLog } from "./record-log.ts";
import type { Shard } from "./shard.ts";

/** The statuses of a stream. */
export type StreamStatus = "CREATING" | "ACTIVE" | "UPDATING" | "DELETING";
/** The capacity modes of a stream. */
export type StreamMode = "PROVISIONED" | "ON_DEMAND";

/** The policy of a stream or consumer: as it was put, and ready to be asked. */
export interface ResourcePolicy {
  readonly text: string;
  readonly statements: readonly Statement[];
}

/** A registered consumer (enhanced fan-out). */
export interface Consumer {
  readonly name: string;
  readonly arn: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly tags: Map<string, string>;
  /** The current reader of each shard, by the shard's index. */
  readonly subscriptions: Map<number, Subscription>;
  policy?: ResourcePolicy;
}

/** A shard's records on their way to one reader. */
export interface Subscription {
  /** Milliseconds since 1970. */
  readonly since: number;
}

/** A change that takes effect at a time; the stream is UPDATING until then. */
interface Pending {
  readonly at: number;
  apply(): void;
}

/** A data stream and everything in it. Times are milliseconds since 1970. */
export interface Stream {
  readonly name: string;
  readonly arn: string;
  readonly id: string;
  readonly created: number;
  /** CREATING until then. */
  readonly active: number;
  readonly tags: Map<string, string>;
  readonly consumers: Map<string, Consumer>;
  readonly metrics: Set<string>;
  /** By index, oldest first; closed ones go when their last record expires. */
  shards: Shard[];
  /** The open shards by hash key. */
  open: Shard[];
  nextShard: number;
  mode: StreamMode;
  retentionHours: number;
  maxRecordSizeInKiB: number;
  /** Set while records are encrypted. */
  encryptionKey?: string | undefined;
  warmThroughput?: number | undefined;
  policy?: ResourcePolicy;
  /** When UpdateShardCount was called in the last 24 hours. */
  scaled: number[];
  pending?: Pending | undefined;
  /** DELETING until then, and then gone. */
  gone?: number;
}

/** The status at that time, which may be in the future. */
export function statusOf(stream: Stream, now: number): StreamStatus {
  if (stream.gone !== undefined) return "DELETING";
  if (now < stream.active) return "CREATING";
  return stream.pending ? "UPDATING" : "ACTIVE";
}

/** Applies `change` after `ms` milliseconds, at once when that is 0. */
export function update(stream: Stream, now: number, ms: number, change: (at: number) => void): void {
  if (ms === 0) change(now);
  else stream.pending = { at: now + ms, apply: () => change(now + ms) };
}

/** Brings the stream up to date: applies due changes, forgets records and closed shards beyond the retention period. */
export function settle(stream: Stream, now: number): void {
  if (stream.pending && now >= stream.pending.at) {
    const { apply } = stream.pending;
    stream.pending = undefined;
    apply();
  }
  const horizon = trimHorizon(stream, now);
  for (const shard of stream.shards) shard.log.trim(horizon);
  if (stream.shards.length > stream.open.length) {
    stream.shards = stream.shards.filter(({ closed }) => closed === undefined || closed >= horizon);
  }
}

/** Records that arrived before this are gone. */
export function trimHorizon(stream: Stream, now: number): number {
  return now - stream.retentionHours * 3_600_000;
}

/** Gives a new stream its first shards. */
export function openEvenly(stream: Stream, count: number, at: number): void {
  const starts = evenStarts(count).map((start) => hashKey(start)!);
  for (const [i, first] of starts.entries()) {
    const following = starts[i + 1];
    openShard(stream, first, following === undefined ? LAST_HASH_KEY : before(following), [], at);
  }
}

/** Opens a shard for that range. */
export function openShard(stream: Stream, first: HashKey, last: HashKey, parents: readonly Shard[], at: number): Shard {
  const shard: Shard = {
    index: stream.nextShard++,
    first,
    last,
    parents: parents.map(({ index }) => index),
    opened: at,
    created: Math.max(Math.floor(at / 1000), ...parents.map(({ created }) => created + 1)),
    log: new RecordLog(),
    rates: new ShardRates(),
  };
  stream.shards.push(shard);
  stream.open.push(shard);
  stream.open.sort((a, b) => (a.first < b.first ? -1 : 1));
  return shard;
}

/** The open shard that takes that hash key. */
export function shardFor(stream: Stream, key: HashKey): Shard {
  let low = 0;
  let high = stream.open.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (stream.open[middle]!.first <= key) low = middle;
    else high = middle - 1;
  }
  return stream.open[low]!;
}

function before(key: HashKey): HashKey {
  return hashKey(BigInt(`0x${key}`) - 1n)!;
}
