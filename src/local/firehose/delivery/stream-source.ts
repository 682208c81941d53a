import type { Scope } from "../../account/scope.ts";
import { Fault } from "../../fault.ts";
import type { FirehosePlatform, ListedShard, StreamRecord } from "../platform.ts";
import type { Arrived, Source } from "./source.ts";
import { subRecords } from "./sub-records.ts";

/** Where to go on in a shard: after a record, or where reading began. */
interface Place {
  readonly after?: string;
  readonly from: "AT_TIMESTAMP" | "TRIM_HORIZON";
  /** The iterator of the shard's end as it was when reading began; it expires after some minutes. */
  readonly latest?: string;
}

/** A shard that is being read. */
interface Reading {
  place: Place;
  iterator?: string | undefined;
  batch: readonly StreamRecord[];
  /** The next record of the batch. */
  next: number;
  /** Set when the batch is the shard's last. */
  children?: readonly { readonly ShardId: string; readonly ParentShards: readonly string[] }[] | undefined;
}

const BATCH = 2000;

/** The records of a Kinesis stream from a time on, all shards, children after their parents. What cannot be read now is tried
 * again with the next read. */
export class StreamSource implements Source {
  readonly #platform: FirehosePlatform;
  readonly #scopeNow: () => Scope | undefined;
  readonly #streamArn: string;
  readonly #start: number;
  #shards = new Map<string, Reading>();
  #confirmed: ReadonlyMap<string, Place> | undefined;
  /** Shards that were read at some time. */
  readonly #seen = new Set<string>();

  /** `scopeNow` gives the scope of the source's role, undefined while it cannot be assumed; `start` is in milliseconds since 1970. */
  constructor(platform: FirehosePlatform, streamArn: string, start: number, scopeNow: () => Scope | undefined) {
    this.#platform = platform;
    this.#streamArn = streamArn;
    this.#start = start;
    this.#scopeNow = scopeNow;
  }

  read(bytes: number): readonly Arrived[] {
    const scope = this.#scopeNow();
    if (scope === undefined) return [];
    const taken: Arrived[] = [];
    let size = 0;
    if (this.#confirmed === undefined || this.#shards.size === 0) this.#attempt(() => this.#discover(scope));
    for (const [id, shard] of this.#shards) {
      if (size >= bytes) break;
      if (shard.next >= shard.batch.length) this.#attempt(() => this.#fetch(scope, id, shard));
      for (; shard.next < shard.batch.length && size < bytes; shard.next++) {
        const { SequenceNumber, ApproximateArrivalTimestamp, Data } = shard.batch[shard.next]!;
        const arrived = ApproximateArrivalTimestamp.getTime();
        for (const data of subRecords(Data)) {
          taken.push({ data, arrived });
          size += data.length;
        }
        shard.place = { after: SequenceNumber, from: shard.place.from };
      }
      if (shard.children !== undefined && shard.next >= shard.batch.length) this.#close(id, shard.children);
    }
    return taken;
  }

  confirm(): void {
    this.#confirmed = new Map([...this.#shards].map(([id, { place }]) => [id, place]));
  }

  rewind(): void {
    const places = this.#confirmed ?? new Map<string, Place>();
    for (const id of this.#shards.keys()) if (!places.has(id)) this.#seen.delete(id);
    this.#shards = new Map([...places].map(([id, place]) => [id, begin(place)]));
  }

  /** The first shards: those that were open when reading began. Later, those that nobody has read. */
  #discover(scope: Scope): void {
    const isFirst = this.#confirmed === undefined;
    // Where the role was not allowed to read at first, reading still begins at the start.
    const isNow = isFirst && scope.account.clock.now() === this.#start;
    const type = isNow ? { Type: "AT_LATEST" } : { Type: "AT_TIMESTAMP", Timestamp: this.#start / 1000 };
    const filter = isFirst ? { ShardFilter: type } : {};
    const found = this.#list(scope, { StreamARN: this.#streamArn, ...filter });
    const listed = new Set(found.map(({ ShardId }) => ShardId));
    for (const id of this.#shards.keys()) if (!listed.has(id)) this.#shards.delete(id);
    // All that was read is gone: a new stream of that name.
    if (this.#shards.size === 0 && found.every(({ ShardId }) => this.#seen.has(ShardId))) this.#seen.clear();
    for (const { ShardId, ParentShardId = "", AdjacentParentShardId = "" } of found) {
      if (this.#seen.has(ShardId) || [ParentShardId, AdjacentParentShardId].some((id) => this.#shards.has(id)))
        continue;
      const latest = isNow ? { latest: this.#iterator(scope, ShardId, { ShardIteratorType: "LATEST" }) } : {};
      this.#open(ShardId, { from: isFirst ? "AT_TIMESTAMP" : "TRIM_HORIZON", ...latest });
    }
    if (isFirst) this.confirm();
  }

  #list(scope: Scope, input: object): readonly ListedShard[] {
    const { Shards, NextToken } = this.#platform.stream(scope, "ListShards", input);
    return NextToken === undefined ? Shards : [...Shards, ...this.#list(scope, { NextToken })];
  }

  #fetch(scope: Scope, id: string, shard: Reading): void {
    const { stream } = this.#platform;
    try {
      shard.iterator ??= shard.place.latest ?? this.#iterator(scope, id, starting(shard.place, this.#start));
      const answer = stream(scope, "GetRecords", { ShardIterator: shard.iterator, Limit: BATCH });
      Object.assign(shard, { batch: answer.Records, next: 0, iterator: answer.NextShardIterator });
      if (answer.NextShardIterator === undefined) shard.children = answer.ChildShards ?? [];
    } catch (error) {
      // It is made anew from the last record, or from the beginning where that record is of an earlier stream of the name.
      shard.iterator = undefined;
      const { latest: _, ...place } = shard.place;
      shard.place = place;
      if (isFault(error, "ExpiredIteratorException")) return this.#fetch(scope, id, shard);
      const isOther = isFault(error, "InvalidArgumentException");
      if (isOther) shard.place = { from: "TRIM_HORIZON" };
      if (isOther || isFault(error, "ResourceNotFoundException")) this.#discover(scope);
      throw error;
    }
  }

  #iterator(scope: Scope, id: string, from: object): string {
    const input = { StreamARN: this.#streamArn, ShardId: id, ...from };
    return this.#platform.stream(scope, "GetShardIterator", input).ShardIterator;
  }

  #close(id: string, children: NonNullable<Reading["children"]>): void {
    this.#shards.delete(id);
    for (const { ShardId, ParentShards } of children) {
      if (!ParentShards.some((parent) => this.#shards.has(parent))) this.#open(ShardId, { from: "TRIM_HORIZON" });
    }
  }

  #open(id: string, place: Place): void {
    this.#seen.add(id);
    if (!this.#shards.has(id)) this.#shards.set(id, begin(place));
  }

  #attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
    }
  }
}

function begin(place: Place): Reading {
  return { place, batch: [], next: 0 };
}

function starting({ after, from }: Place, start: number): object {
  if (after !== undefined) return { ShardIteratorType: "AFTER_SEQUENCE_NUMBER", StartingSequenceNumber: after };
  return from === "TRIM_HORIZON" ? { ShardIteratorType: from } : { ShardIteratorType: from, Timestamp: start / 1000 };
}

function isFault(error: unknown, code: string): boolean {
  return error instanceof Fault && error.code === code;
}
