import type { KinesisClient } from "@aws-sdk/client-kinesis";
import type { ReadRetry } from "../../../aws/read-retry.ts";
import type { StreamShard } from "../../../aws/list-shards.ts";
import type { Clock } from "../../../engine/context.ts";
import type { Reporter } from "../../../engine/events.ts";
import type { Idle } from "../idle-timeout.ts";
import type { Turn } from "../lineage.ts";
import type { Hand } from "../merge.ts";
import type { Semaphore } from "../semaphore.ts";
import type { ShardBatch } from "../shard-batch.ts";
import type { Batch, ShardEnd } from "./batch.ts";
import type { Traffic } from "./traffic.ts";

/** What all shards of one run share. */
export interface Run {
  readonly kinesis: KinesisClient;
  readonly streamName: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly hand: Hand<ShardBatch>;
  /** Bounds the bytes in memory. */
  readonly memory: Semaphore;
  /** Bounds the iterators that are asked for at the same time. */
  readonly iterators: Semaphore;
  readonly retry: ReadRetry;
  readonly traffic: Traffic;
  readonly idle: Idle;
  readonly report: Pick<Reporter, "event"> | undefined;
  readonly until: Date | undefined;
  /** Read on after catching up. */
  readonly endless: boolean;
  /** How a shard is read. */
  readonly source: Source;
  readonly onReply: ((shardId: string, batch: Batch) => void) | undefined;
  /** All shards as they are now. */
  list(): Promise<readonly StreamShard[]>;
  /** Is the shard closed by now? */
  isClosed(shardId: string): Promise<boolean>;
}

/** Gives what comes from a shard, in order, to its end or for ever. `held` is called when nothing can be missed any more. Between
 * two batches it waits for whoever takes them. */
export type Source = (turn: Turn, run: Run, held: () => void) => AsyncGenerator<Batch, ShardEnd>;
