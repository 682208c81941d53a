import { SubscribeToShardCommand, type KinesisClient, type SubscribeToShardEvent } from "@aws-sdk/client-kinesis";
import { CutAnswerError } from "../../../aws/passing.ts";
import { isFault } from "../../../aws/faults.ts";
import type { Start } from "../position.ts";
import { batchOf } from "../shard/next-batch.ts";
import { startingPosition } from "../shard/iterator-at.ts";
import { progressAfter, restartAt } from "../shard/progress.ts";
import type { Run, Source } from "../shard/run.ts";

/** Kinesis says something every five seconds, if only that there is nothing. */
const silence = 30_000;

/** Milliseconds before another try while an earlier subscription to the shard has not ended: Kinesis lets five seconds pass. */
const taken = 1_500;

/** How often in a row that may be. */
const mostTaken = 20;

/** A source that Kinesis pushes to, for five minutes at a time; `client` speaks HTTP/2. */
export function subscribeShard(client: KinesisClient, consumerArn: string): Source {
  return async function* ({ shard, start }, run, held) {
    const { clock, signal, retry } = run;
    let from: Start = start;
    let failure = { attempts: 0, since: 0 };
    let inUse = 0;
    for (;;) {
      signal.throwIfAborted();
      const called = clock.now();
      const left = new AbortController();
      let gap = 0;
      try {
        const input = { ConsumerARN: consumerArn, ShardId: shard.id, StartingPosition: startingPosition(from) };
        const abortSignal = AbortSignal.any([signal, left.signal]);
        const { EventStream } = await client.send(new SubscribeToShardCommand(input), { abortSignal });
        if (EventStream === undefined) throw new CutAnswerError("SubscribeToShard");
        // A second "latest" would skip what came in between, so after the first it is a time.
        if (from.type === "latest") from = { type: "time", at: new Date(called) };
        held();
        for await (const { SubscribeToShardEvent: event } of heard(EventStream, run)) {
          if (event?.Records === undefined) throw new CutAnswerError("SubscribeToShard");
          if (failure.attempts > 0) {
            retry.succeeded();
            run.idle.interrupted();
          }
          failure = { attempts: 0, since: 0 };
          inUse = 0;
          const next = event.ContinuationSequenceNumber;
          const batch = batchOf({ ...event, Records: event.Records }, shard.id, next === undefined, clock.now());
          from = next === undefined ? progressAfter(from, batch) : { type: "after", sequenceNumber: next };
          const permit = await run.memory.acquire(batch.size);
          try {
            yield batch;
          } finally {
            permit.release();
          }
          if (batch.ended) return { type: "drained", children: batch.children };
        }
      } catch (error) {
        signal.throwIfAborted();
        if (isFault(error, "ResourceNotFoundException")) return { type: "unknown", error };
        const restart = restartAt(error, shard.id, from, start, run);
        if (restart !== undefined) from = restart;
        else if (isFault(error, "ResourceInUseException") && inUse < mostTaken) {
          inUse += 1;
          gap = taken;
        } else {
          const { attempts, since } = failure.attempts === 0 ? { attempts: 0, since: called } : failure;
          gap = clock.now() - called + retry.delay(error, shard.id, attempts, since);
          failure = { attempts: attempts + 1, since };
        }
      } finally {
        left.abort();
      }
      const wait = called + gap - clock.now();
      if (wait > 0) await (failure.attempts > 0 ? retry.pause(wait) : clock.sleep(wait, signal));
    }
  };
}

/** The events as they come; throws when nothing comes for too long, since a connection can be lost silently. */
async function* heard<T extends { readonly SubscribeToShardEvent?: SubscribeToShardEvent | undefined }>(
  events: AsyncIterable<T>,
  { clock, signal }: Run,
): AsyncGenerator<T> {
  const iterator = events[Symbol.asyncIterator]();
  for (;;) {
    const next = iterator.next();
    const over = new AbortController();
    const silent = clock.sleep(silence, AbortSignal.any([signal, over.signal])).then(() => undefined);
    const first = await Promise.race([next, silent]).finally(() => over.abort());
    silent.catch(() => undefined);
    if (first === undefined) {
      next.catch(() => undefined);
      throw Object.assign(new Error("Kinesis has gone silent"), { name: "TimeoutError" });
    }
    if (first.done === true) return;
    yield first.value;
  }
}
