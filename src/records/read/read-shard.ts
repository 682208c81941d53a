import type { KinesisClient } from "@aws-sdk/client-kinesis";
import { isFault } from "../../aws/faults.ts";
import type { ReadRetry } from "../../aws/read-retry.ts";
import type { Clock } from "../../engine/context.ts";
import { MAX_RECORDS, nextBatch, type Batch } from "./next-batch.ts";
import type { Hand } from "./merge.ts";
import { iteratorAt, type Start } from "./iterator-at.ts";
import type { Turn } from "./lineage.ts";
import type { Semaphore } from "./semaphore.ts";
import type { StreamShard } from "../../aws/list-shards.ts";
import type { StreamRecord } from "./stream-record.ts";

/** What all shards of one run share. */
export interface Run {
  readonly kinesis: KinesisClient;
  readonly streamName: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly hand: Hand<readonly StreamRecord[]>;
  /** Bounds the bytes in memory. */
  readonly memory: Semaphore;
  readonly retry: ReadRetry;
  readonly until: Date | undefined;
  /** Read on after catching up. */
  readonly endless: boolean;
  /** Read as often after catching up as before: for a short wait for a record. */
  readonly eager: boolean;
  /** Is the run over after this reply? */
  over(batch: Batch): boolean;
  /** All shards as they are now. */
  list(): Promise<readonly StreamShard[]>;
  /** Is the shard closed by now? */
  isClosed(shardId: string): Promise<boolean>;
}

/** How reading a shard ended: at its end, or because enough was read, or because Kinesis does not know the shard. */
export type ShardEnd =
  | { readonly type: "drained"; readonly children: readonly StreamShard[] }
  | { readonly type: "enough" }
  | { readonly type: "unknown"; readonly error: unknown };

/** Milliseconds from one read to the next. Kinesis allows five reads a second for all readers of a shard; one is left to others. */
const gaps = { behind: 250, caughtUp: 1_000 } as const;

/** Bytes a second that Kinesis sends per shard. After a large reply it refuses reads until the average is below that. */
const rate = 2 * 1024 * 1024;

/** Times of arrival are not in order: reading goes on until they are this many milliseconds beyond `until`. */
const slack = 10_000;

/** The least size in bytes that is expected of a reply; otherwise that of the last one. */
const leastExpected = 1024 * 1024;

/** Bytes that a record takes in memory beside its data. */
const overhead = 512;

/** Empty replies of a caught-up shard after which its state is looked up in the list, each time. */
const quietReplies = 20;

/** Reads one shard to its end, or until the run is over. `held` is called when the first iterator is there. */
export async function readShard({ shard, start }: Turn, run: Run, held: () => void): Promise<ShardEnd> {
  const { kinesis, streamName, clock, signal } = run;
  let from: Start = start;
  let iterator: string | undefined;
  let failure = { attempts: 0, since: 0 };
  let expiries = 0;
  let { closed } = shard;
  let quiet = 0;
  let expected = start.type === "latest" ? leastExpected : 2 * leastExpected;
  for (;;) {
    signal.throwIfAborted();
    const called = clock.now();
    let gap = 0;
    try {
      if (iterator === undefined) {
        iterator = await iteratorAt(kinesis, streamName, shard.id, from, signal);
        from = fixed(from, called);
        held();
      }
      const batch: Batch = await turn(shard.id, iterator, expected, run);
      expected = Math.max(leastExpected, batch.size);
      if (failure.attempts > 0) run.retry.succeeded();
      failure = { attempts: 0, since: 0 };
      expiries = 0;
      from = behind(from, batch);
      iterator = batch.next;
      if (iterator === undefined) return { type: "drained", children: batch.children };
      if (run.over(batch) || enough(batch, run)) return { type: "enough" };
      // Some emulators never stop giving a closed shard a next iterator: then its children would never be read.
      quiet = batch.caughtUp && batch.records.length === 0 ? quiet + 1 : 0;
      if (closed === true && quiet > 0) return { type: "drained", children: [] };
      if (closed === undefined ? batch.caughtUp && !run.endless : quiet % quietReplies === quietReplies - 1)
        closed = await run.isClosed(shard.id);
      if (passed(batch, closed === true, run)) return { type: "enough" };
      gap = Math.max(batch.caughtUp && !run.eager ? gaps.caughtUp : gaps.behind, (batch.size / rate) * 1_000);
    } catch (error) {
      signal.throwIfAborted();
      if (isFault(error, "ResourceNotFoundException")) return { type: "unknown", error };
      if (isFault(error, "ExpiredIteratorException") && expiries < 3) {
        expiries += 1;
        iterator = undefined;
      } else {
        const { attempts, since } = failure.attempts === 0 ? { attempts: 0, since: called } : failure;
        gap = clock.now() - called + run.retry.delay(error, shard.id, attempts, since);
        failure = { attempts: attempts + 1, since };
        expiries = 0;
      }
    }
    const wait = called + gap - clock.now();
    if (wait > 0) await clock.sleep(wait, signal);
  }
}

/** Reads once and hands the records over. The memory they take is released after that. */
async function turn(shardId: string, iterator: string, expected: number, run: Run): Promise<Batch> {
  const permit = await run.memory.acquire(expected);
  try {
    const batch = await nextBatch(run.kinesis, shardId, iterator, run.clock.now(), run.signal);
    permit.resize(batch.size + batch.records.length * overhead);
    const { until } = run;
    const records = until === undefined ? batch.records : batch.records.filter(({ arrivedAt }) => arrivedAt < until);
    if (records.length > 0) await run.hand(records);
    return batch;
  } finally {
    permit.release();
  }
}

/** A second "latest" would skip what came in between, so after the first it is a time. */
function fixed(from: Start, called: number): Start {
  return from.type === "latest" ? { type: "time", at: new Date(called) } : from;
}

/** Where to resume when the iterator expires. */
function behind(from: Start, batch: Batch): Start {
  const last = batch.records.at(-1);
  return last === undefined ? from : { type: "after", sequenceNumber: last.sequenceNumber };
}

/** Has everything before `until` been read? */
function enough({ records, caughtUp }: Batch, { until, clock }: Run): boolean {
  if (until === undefined) return false;
  const last = records.at(-1)?.arrivedAt.getTime() ?? 0;
  return last >= until.getTime() + slack || (caughtUp && clock.now() >= until.getTime());
}

/** Is the single pass over this shard done? Some emulators always say "caught up", so a full reply, or one from a closed shard, is
 * followed by another read. */
function passed({ records, caughtUp }: Batch, closed: boolean, run: Run): boolean {
  return !run.endless && caughtUp && !closed && records.length < MAX_RECORDS;
}
