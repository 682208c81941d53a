import { isFault, isThrottle } from "../../../aws/faults.ts";
import type { Turn } from "../lineage.ts";
import type { Start } from "../position.ts";
import type { Permit } from "../semaphore.ts";
import type { Batch, ShardEnd } from "./batch.ts";
import { iteratorAt } from "./iterator-at.ts";
import { nextBatch } from "./next-batch.ts";
import { recordLimit, type Amount } from "./record-limit.ts";
import { progressAfter, restartAt } from "./progress.ts";
import type { Run } from "./run.ts";

/** The least size in bytes that is expected of a reply; otherwise that of the last one of the shard, or for its first one the largest of
 * any shard. The very first ones of the past may be large. */
const leastExpected = 256 * 1024;
const firstExpected = 2 * 1024 * 1024;

/** How many times its size a reply takes in memory while it comes in: as base64 in JSON, and as bytes. */
const whileRead = 3;

/** Bytes that a record takes in memory beside its data. */
const overhead = 512;

/** How often in a row an iterator may be refused. */
const mostRefusals = 3;

/** Reads a shard by GetRecords, as often as `traffic` says. A failed read is tried again as long as `retry` says, the first one as
 * well as any other; an iterator that is refused is made anew after the last record. */
export async function* pollShard({ shard, start }: Turn, run: Run, held: () => void): AsyncGenerator<Batch, ShardEnd> {
  const { clock, signal, retry, traffic } = run;
  let from: Start = start;
  let iterator: string | undefined;
  let failure = { attempts: 0, since: 0 };
  let refusals = 0;
  let last: Amount | undefined;
  let size = start.type === "latest" ? 0 : undefined;
  for (;;) {
    signal.throwIfAborted();
    let called = clock.now();
    let permit: Permit | undefined;
    let gap = 0;
    try {
      iterator ??= await run.iterators.with(() => {
        called = clock.now();
        return iteratorAt(run.kinesis, run.streamName, shard.id, from, signal);
      });
      // A second "latest" would skip what came in between, so after the first it is a time.
      if (from.type === "latest") from = { type: "time", at: new Date(called) };
      held();
      const expected = size ?? traffic.largest() ?? firstExpected;
      permit = await run.memory.acquire(whileRead * Math.max(leastExpected, expected));
      const limit = recordLimit(last, run.memory.total / (whileRead * traffic.shards()));
      const { batch, next } = await nextBatch(
        run.kinesis,
        run.streamName,
        shard.id,
        iterator,
        limit,
        clock.now(),
        signal,
      );
      if (batch.records.length > 0) last = { records: batch.records.length, size: batch.size };
      permit.resize(batch.size + batch.records.length * overhead);
      size = batch.size;
      traffic.replied(size);
      if (failure.attempts > 0) {
        retry.succeeded();
        run.idle.interrupted();
      }
      failure = { attempts: 0, since: 0 };
      refusals = 0;
      from = progressAfter(from, batch);
      iterator = next;
      yield batch;
      if (next === undefined) return { type: "drained", children: batch.children };
      gap = traffic.gap({ behind: batch.millisBehind > 0, size: batch.size });
    } catch (error) {
      signal.throwIfAborted();
      if (isFault(error, "ResourceNotFoundException")) return { type: "unknown", error };
      const restart = refusals < mostRefusals ? restartAt(error, shard.id, from, start, run) : undefined;
      if (restart !== undefined) {
        from = restart;
        iterator = undefined;
        refusals += 1;
      } else {
        if (isThrottle(error)) traffic.throttled();
        const { attempts, since } = failure.attempts === 0 ? { attempts: 0, since: called } : failure;
        gap = clock.now() - called + retry.delay(error, shard.id, attempts, since);
        failure = { attempts: attempts + 1, since };
      }
    } finally {
      permit?.release();
    }
    const wait = called + gap - clock.now();
    if (wait > 0) await (failure.attempts > 0 ? retry.pause(wait) : clock.sleep(wait, signal));
  }
}
