import type { KinesisClient } from "@aws-sdk/client-kinesis";
import type { Clock } from "../../engine/context.ts";
import type { Reporter } from "../../engine/events.ts";
import { readRetry, START } from "../../aws/read-retry.ts";
import { selectShards } from "./select-shards.ts";
import { closedShards } from "./closed-shards.ts";
import { merge } from "./merge.ts";
import { countdown } from "./countdown.ts";
import { DeletedStreamError, MissingStreamError, requireStream } from "./require-stream.ts";
import { idleTimeout, type Idle } from "./idle-timeout.ts";
import { fromNowOn, lineage } from "./lineage.ts";
import type { Position, Start } from "./position.ts";
import { readAll } from "./read-all.ts";
import type { Batch } from "./shard/batch.ts";
import { pollShard } from "./shard/poll-shard.ts";
import type { Run, Source } from "./shard/run.ts";
import { traffic } from "./shard/traffic.ts";
import type { ShardBatch } from "./shard-batch.ts";
import { semaphore } from "./semaphore.ts";
import { listShards, type StreamShard } from "../../aws/list-shards.ts";

/** What to read of a stream. */
export interface ReadOptions {
  /** Its name, or the ARN where it is another account's. */
  readonly streamName: string;
  readonly position: Position;
  /** Where single shards start, by id: elsewhere than at `position`, or not at all. */
  readonly places?: ReadonlyMap<string, Start | "done"> | undefined;
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
  /** Ids of shards that the user named: the stream must have them. */
  readonly named?: readonly string[] | undefined;
  /** Which shards to read, of those there are and those that come; all when left out. */
  readonly wants?: ((shard: StreamShard) => boolean) | undefined;
  /** Called with what each reply said of a shard, also when it has no records. */
  readonly onReply?: ((shardId: string, batch: Batch) => void) | undefined;
  /** Milliseconds between two reads of a shard; undefined: as often as is polite. */
  readonly pollInterval?: number | undefined;
  /** The idle timeout that this reading shares with others, in place of one of its own. */
  readonly idle?: Idle | undefined;
  /** What to do about a call that reaches nobody, told at once where Kinesis has not answered yet. */
  readonly advice?: ((error: unknown) => string | undefined) | undefined;
  /** How a shard is read; by GetRecords when left out. */
  readonly source?: Source | undefined;
}

/** How a single pass and endless reading differ. */
export interface FollowOptions extends ReadOptions {
  readonly endless: boolean;
  /** Milliseconds for which a broken connection is retried. */
  readonly patience: number;
  /** Ends the reading after this many milliseconds without a record, all shards caught up. */
  readonly idleTimeout?: number | undefined;
  /** Called when all shards have an iterator: what is put from now on will be read. */
  readonly onReady?: (() => void) | undefined;
}

/** Bytes that may be in memory at the same time, until a slow reader has taken them. */
const memory = 16 * 1024 * 1024;

/** Iterators that are asked for at the same time: a client has 50 connections, and a call that waits too long for one fails. */
const iterators = 24;

/** The records of all shards as they come: each shard's in order, and a parent's before its children's. Reads nothing before the
 * first ones are asked for, and no more than `memory` ahead of whoever takes them. */
export function follow(kinesis: KinesisClient, options: FollowOptions): AsyncGenerator<ShardBatch, void> {
  return merge<ShardBatch>(options.signal, async (hand, signal) => {
    const { streamName, position, places, wants, clock, report, patience, local } = options;
    const idle = options.idle ?? idleTimeout(clock, options.idleTimeout);
    const retry = readRetry({
      clock,
      signal,
      report,
      patience,
      start: options.endless ? undefined : START,
      advice: options.advice,
      local,
      end: idle.signal,
    });
    const list = (): Promise<readonly StreamShard[]> =>
      retry.call("the list of shards", () =>
        requireStream(kinesis, streamName, () => listShards(kinesis, streamName, signal)),
      );
    const shards = await list();
    const later = async (): Promise<readonly StreamShard[]> => {
      try {
        return await list();
      } catch (error) {
        throw error instanceof MissingStreamError ? new DeletedStreamError([streamName], error) : error;
      }
    };
    const wanted = selectShards(shards, options);
    selectShards(shards, { streamName, shardIds: options.named });
    const only = wanted === shards ? undefined : new Set(wanted.map((shard) => shard.id));
    const { live, past } =
      position.type === "latest" && only === undefined ? fromNowOn(shards, places) : { live: wanted, past: [] };
    options.onShards?.(wants === undefined ? live.length : live.filter(wants).length);
    const family = lineage(live, { position, places, wants }, past);
    const run: Run = {
      kinesis,
      streamName,
      clock,
      signal,
      hand,
      memory: semaphore(memory),
      iterators: semaphore(iterators),
      retry,
      traffic: traffic(clock, options.pollInterval, local ?? false),
      idle,
      report,
      onReply: options.onReply,
      list: later,
      isClosed: closedShards(later, clock),
      until: options.until,
      endless: options.endless,
      source: options.source ?? pollShard,
    };
    const first = family.first.map(({ shard }) => shard.id);
    const held = countdown(first, () => options.onReady?.());
    await readAll(family.first, { family, run, only, held });
  });
}
