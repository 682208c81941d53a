import { readRetry, START } from "../../aws/read-retry.ts";
import { listShards, type StreamShard } from "../../aws/list-shards.ts";
import type { HashRange } from "../../aws/streams/hash-key.ts";
import type { Reporter } from "../../engine/events.ts";
import type { Position } from "../read/position.ts";
import { requireStream } from "../read/require-stream.ts";
import { semaphore } from "../read/semaphore.ts";
import { sampleShard, type Sample, type Sampling } from "./sample-shard.ts";

/** A shard, and how busy it is. */
export interface ShardFacts {
  readonly shardId: string;
  readonly state: "open" | "closed";
  readonly range: HashRange | undefined;
  /** The shards it came from; they may have aged out. */
  readonly parents: readonly string[];
  /** Records that arrived in the last minute; undefined for a shard that aged out just now. */
  readonly recordsPerMinute: number | undefined;
  /** Milliseconds by which a reader lags behind that has read nothing from the position on: the age of its next record. 0 where there
   * is none. */
  readonly lag: number | undefined;
}

export interface DescribeOptions extends Omit<Sampling, "retry"> {
  /** Where the reader begins whose lag is told. */
  readonly position: Position;
  readonly report: Pick<Reporter, "event">;
  readonly local: boolean;
}

const minute = 60_000;

/** Records of the last minute that are read of each shard; of more, the rate is told by their times. */
const most = 1_000;

/** Shards that are looked at side by side. */
const atOnce = 20;

/** All shards of a stream, with what they got in the last minute. Reads at most 1,000 records of each. */
export async function describeShards(options: DescribeOptions): Promise<readonly ShardFacts[]> {
  const { kinesis, streamName, clock, signal, report, local, position } = options;
  const retry = readRetry({ clock, signal, report, patience: 30_000, start: START, local });
  const list = () => requireStream(kinesis, streamName, () => listShards(kinesis, streamName, signal));
  const shards = await retry.call("the list of shards", list);
  const turns = semaphore(atOnce);
  const sampling = { ...options, retry };
  return Promise.all(
    shards.map(async (shard) => {
      const turn = await turns.acquire(1);
      try {
        const since = clock.now() - minute;
        const recent = await sampleShard(shard.id, { type: "time", at: new Date(since) }, most, sampling);
        const next = await sampleShard(shard.id, position, 1, sampling);
        return factsOf(shard, { recordsPerMinute: rateOf(recent, since), lag: lagOf(next, clock.now()) });
      } finally {
        turn.release();
      }
    }),
  );
}

function factsOf(
  { id, closed, range, parents }: StreamShard,
  busy: Pick<ShardFacts, "recordsPerMinute" | "lag">,
): ShardFacts {
  return { shardId: id, state: closed === true ? "closed" : "open", range, parents, ...busy };
}

/** Records a minute. A sample that was cut tells it by the time that its records took. */
export function rateOf(sample: Sample, since: number): number | undefined {
  if (sample === undefined) return undefined;
  const { arrived, more } = sample;
  const last = arrived.at(-1) ?? since;
  if (!more || last <= since) return arrived.length;
  return Math.round((arrived.length * minute) / (last - since));
}

function lagOf(sample: Sample, now: number): number | undefined {
  if (sample === undefined) return undefined;
  const [first] = sample.arrived;
  return first === undefined ? 0 : Math.max(0, now - first);
}
