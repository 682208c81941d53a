import type { KinesisClient } from "@aws-sdk/client-kinesis";
import type { Clock } from "../../engine/context.ts";
import type { Reporter } from "../../engine/events.ts";
import { readRetry } from "../../aws/read-retry.ts";
import { selectShards } from "./select-shards.ts";
import { closedShards } from "./closed-shards.ts";
import { merge } from "./merge.ts";
import { countdown } from "./countdown.ts";
import { requireStream } from "./require-stream.ts";
import { idleTimeout } from "./idle-timeout.ts";
import { fromNowOn, lineage } from "./lineage.ts";
import type { Position } from "./position.ts";
import { readAll } from "./read-all.ts";
import type { Run } from "./read-shard.ts";
import { semaphore } from "./semaphore.ts";
import { listShards, type StreamShard } from "../../aws/list-shards.ts";
import type { StreamRecord } from "./stream-record.ts";

/** What to read of a stream. */
export interface ReadOptions {
  readonly streamName: string;
  readonly position: Position;
  /** Reads only records that arrived before this time. */
  readonly until?: Date | undefined;
  /** Reads only these shards, by id or number, and not their children; undefined or empty: all shards. */
  readonly shardIds?: readonly string[] | undefined;
  readonly clock: Clock;
  /** When aborted, the reading throws its reason at once. */
  readonly signal: AbortSignal;
  /** Called before the first read, with the number of shards. */
  readonly onShards?: ((count: number) => void) | undefined;
  /** The endpoint is on this machine. */
  readonly local?: boolean | undefined;
  /** Gets a note of long waits. */
  readonly report?: Pick<Reporter, "event"> | undefined;
}

/** How a single pass and endless reading differ. */
export interface FollowOptions extends ReadOptions {
  readonly endless: boolean;
  /** Milliseconds for which a broken connection is retried. */
  readonly patience: number;
  /** Ends the reading after this many milliseconds without a record, all shards caught up. */
  readonly idleTimeout?: number | undefined;
  /** Reads four times a second even after catching up: for a short wait for a record. */
  readonly eager?: boolean | undefined;
  /** Called when all shards have an iterator: what is put from now on will be read. */
  readonly onReady?: (() => void) | undefined;
}

/** Bytes that may be in memory at the same time, until a slow reader has taken them. */
const memory = 32 * 1024 * 1024;

/** The records of all shards as they come: each shard's in order, and a parent's before its children's. Reads nothing before the
 * first record is asked for. */
export async function* follow(kinesis: KinesisClient, options: FollowOptions): AsyncGenerator<StreamRecord, void> {
  const batches = merge<readonly StreamRecord[]>(options.signal, async (hand, signal) => {
    const { streamName, clock, report, patience, local } = options;
    const retry = readRetry({ clock, signal, report, patience, local });
    const list = (): Promise<readonly StreamShard[]> =>
      retry.call("the list of shards", () => requireStream(streamName, () => listShards(kinesis, streamName, signal)));
    const shards = await list();
    const wanted = selectShards(shards, options);
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
      memory: semaphore(memory),
      retry,
      list,
      isClosed: closedShards(list, clock),
      until: options.until,
      endless: options.endless,
      eager: options.eager ?? false,
      over: idleTimeout(clock, options.idleTimeout),
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
