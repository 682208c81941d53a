import type { KinesisClient } from "@aws-sdk/client-kinesis";
import type { Clock } from "../../engine/context.ts";
import type { Reporter } from "../../engine/events.ts";
import { trouble } from "../../aws/read-retry.ts";
import { chosen } from "./select-shards.ts";
import { closedShards } from "./closed-shards.ts";
import { conduit } from "./merge.ts";
import { countdown } from "./countdown.ts";
import { existing } from "./require-stream.ts";
import { idleness } from "./idle-timeout.ts";
import { fromNowOn, lineage } from "./lineage.ts";
import type { Position } from "./position.ts";
import { readAll } from "./read-all.ts";
import type { Run } from "./read-shard.ts";
import { room } from "./semaphore.ts";
import { listShards, type StreamShard } from "./list-shards.ts";
import type { StreamRecord } from "./stream-record.ts";

/** What to read of a stream. */
export interface ReadOptions {
  readonly streamName: string;
  readonly position: Position;
  /** Records that arrived at this time or later are left out. */
  readonly until?: Date | undefined;
  /** Only these shards, by id or by number; not those that come from them. All when undefined or empty. */
  readonly shardIds?: readonly string[] | undefined;
  readonly clock: Clock;
  /** Aborted, the reading throws its reason at once. */
  readonly signal: AbortSignal;
  /** Called with the number of shards that are read, before the first read. */
  readonly onShards?: ((count: number) => void) | undefined;
  /** The endpoint is on this machine. */
  readonly local?: boolean | undefined;
  /** Hears of waits that a user would wonder about. */
  readonly report?: Pick<Reporter, "event"> | undefined;
}

/** What makes a pass and an endless reading differ. */
export interface FollowOptions extends ReadOptions {
  readonly endless: boolean;
  /** Milliseconds for which a broken connection is tried again. */
  readonly patience: number;
  /** Milliseconds without a record, all shards caught up, after which the reading ends. */
  readonly idleTimeout?: number | undefined;
  /** Read four times a second even when caught up: for a short look-out. */
  readonly eager?: boolean | undefined;
  /** Called when the first iterators of all shards are there: what is put from now on will be read. */
  readonly onReady?: (() => void) | undefined;
}

/** Bytes that may be under way or in memory at the same time, until a slow reader has taken them. */
const memory = 32 * 1024 * 1024;

/** The records of all shards, merged as they come, each shard's in order and a parent's before its children's. Nothing happens
 * before the first record is asked for. */
export async function* follow(kinesis: KinesisClient, options: FollowOptions): AsyncGenerator<StreamRecord, void> {
  const batches = conduit<readonly StreamRecord[]>(options.signal, async (hand, signal) => {
    const { streamName, clock, report, patience, local } = options;
    const waits = trouble({ clock, signal, report, patience, local });
    const list = (): Promise<readonly StreamShard[]> =>
      waits.through("the list of shards", () => existing(streamName, () => listShards(kinesis, streamName, signal)));
    const shards = await list();
    const wanted = chosen(shards, options);
    const only = wanted === shards ? undefined : new Set(wanted.map((shard) => shard.id));
    const { live, past } =
      options.position.type === "latest" && only === undefined ? fromNowOn(shards) : { live: wanted, past: [] };
    options.onShards?.(live.length);
    const family = lineage(live, options.position, past);
    const run: Run = {
      kinesis,
      streamName,
      clock,
      signal,
      hand,
      room: room(memory),
      trouble: waits,
      list,
      isClosed: closedShards(list, clock),
      until: options.until,
      endless: options.endless,
      eager: options.eager ?? false,
      over: idleness(clock, options.idleTimeout),
    };
    const held = countdown(family.first.length, () => options.onReady?.());
    await readAll(family.first, { family, run, report, only, held });
  });
  for await (const batch of batches) {
    for (const record of batch) {
      options.signal.throwIfAborted();
      yield record;
    }
  }
}
