import {
  GetRecordsCommand,
  type GetRecordsCommandInput,
  type GetRecordsCommandOutput,
  type KinesisClient,
} from "@aws-sdk/client-kinesis";
import { isFault } from "../../aws/faults.ts";
import { CutAnswerError } from "../../aws/passing.ts";
import type { ReadRetry } from "../../aws/read-retry.ts";
import { streamOfIterator } from "../../aws/streams/stream-input.ts";
import type { Clock } from "../../engine/context.ts";
import type { Start } from "../read/position.ts";
import { iteratorAt } from "../read/shard/iterator-at.ts";

/** What is asked for with each sample. */
export interface Sampling {
  readonly kinesis: KinesisClient;
  /** Its name or ARN. */
  readonly streamName: string;
  readonly retry: ReadRetry;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** When the records of a sample arrived, in milliseconds, and whether more follow; undefined for a shard that has aged out. */
export type Sample = { readonly arrived: readonly number[]; readonly more: boolean } | undefined;

/** Milliseconds between two reads of a shard: Kinesis allows five a second for all its readers. */
const gap = 250;

/** Empty replies after which a shard counts as empty, though Kinesis says that more follow. */
const patience = 20;

/** Up to `most` records of a shard from `start` on. */
export async function sampleShard(shardId: string, start: Start, most: number, sampling: Sampling): Promise<Sample> {
  const { kinesis, streamName, retry, clock, signal } = sampling;
  try {
    let next: string | undefined = await retry.call(shardId, () =>
      iteratorAt(kinesis, streamName, shardId, start, signal),
    );
    for (let reply = 1; next !== undefined; reply += 1) {
      const input: GetRecordsCommandInput = { ShardIterator: next, Limit: most, ...streamOfIterator(streamName) };
      const said: GetRecordsCommandOutput = await retry.call(shardId, () =>
        kinesis.send(new GetRecordsCommand(input), { abortSignal: signal }),
      );
      if (said.Records === undefined) throw new CutAnswerError("GetRecords");
      const more = (said.MillisBehindLatest ?? 0) > 0;
      const arrived = said.Records.map((record) => record.ApproximateArrivalTimestamp?.getTime() ?? clock.now());
      if (arrived.length > 0 || !more || reply === patience) return { arrived, more };
      next = said.NextShardIterator;
      await clock.sleep(gap, signal);
    }
    return { arrived: [], more: false };
  } catch (error) {
    if (isFault(error, "ResourceNotFoundException")) return undefined;
    throw error;
  }
}
