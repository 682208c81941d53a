import {
  GetRecordsCommand,
  type GetRecordsCommandOutput,
  type GetShardIteratorCommandInput,
  GetShardIteratorCommand,
} from "@aws-sdk/client-kinesis";
import type { Context } from "../context.ts";
import { listShards } from "../../aws/list-shards.ts";
import { PATIENCE } from "../../aws/pace/pace.ts";
import { readRetry } from "../../aws/read-retry.ts";

/** What was seen of the records of a shard, or of several. */
export interface Count {
  readonly records: number;
  /** It was read to its end. */
  readonly complete: boolean;
  /** When the newest of them arrived, in milliseconds; undefined when unknown. */
  readonly newest: number | undefined;
}

const none: Count = { records: 0, complete: true, newest: undefined };

/** Counts the records of a stream: all, or those of a few pages of each shard. */
export async function countRecords(ctx: Context, streamName: string): Promise<Count> {
  const shards = (await listShards(ctx.clients.kinesis, streamName, ctx.signal)).map(({ id }) => id);
  const each = await eachOf(shards, (shardId) => countIn(ctx, streamName, shardId));
  const count = each.reduce(sum, none);
  // The oldest records only were counted.
  return count.complete ? count : { ...count, newest: await newestOf(ctx, streamName, shards) };
}

/** Pages with records that are read of each shard: each holds up to 10,000 records, or 10 MB, and others read there too. */
const pages = 3;

/** Counts from the oldest record on; Kinesis may answer with none several times before it comes to one. */
async function countIn(ctx: Context, StreamName: string, ShardId: string): Promise<Count> {
  let count = none;
  let left = pages;
  for await (const page of pagesOf(ctx, { StreamName, ShardId, ShardIteratorType: "TRIM_HORIZON" })) {
    const records = page.Records ?? [];
    const atEnd = (page.MillisBehindLatest ?? 0) === 0 || page.NextShardIterator === undefined;
    if (records.length > 0) left -= 1;
    count = sum(count, { records: records.length, complete: atEnd || left > 0, newest: newestIn(page) });
    if (atEnd || left === 0) return count;
  }
  return count;
}

/** Milliseconds of the spans in which the newest record is looked for. */
const spans = [60_000, 3_600_000, 86_400_000];

/** About when the newest record arrived, of a stream that holds too many to count. */
async function newestOf(ctx: Context, StreamName: string, shards: readonly string[]): Promise<number | undefined> {
  for (const span of spans) {
    const at = { ShardIteratorType: "AT_TIMESTAMP", Timestamp: new Date(ctx.clock.now() - span) } as const;
    const each = await eachOf(shards, async (ShardId) => {
      for await (const page of pagesOf(ctx, { StreamName, ShardId, ...at })) {
        const newest = newestIn(page);
        if (newest !== undefined || (page.MillisBehindLatest ?? 0) === 0) return newest;
      }
      return undefined;
    });
    const newest = latest(each);
    if (newest !== undefined) return newest;
  }
  return undefined;
}

/** Shards that are read at the same time: each page may hold 10 MB. */
const abreast = 8;

async function eachOf<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (let at = 0; at < all.length; at += abreast)
    results.push(...(await Promise.all(all.slice(at, at + abreast).map(work))));
  return results;
}

/** Milliseconds from one read of a shard to the next. Kinesis allows five a second for all readers together. */
const gap = 250;

/** Milliseconds for which a read is tried again that gets no proper answer, and one that others leave no room for. */
const [patience, throttled] = [60_000, PATIENCE];

/** The pages of a shard, read with the waits of a reader. */
async function* pagesOf(
  { clients, signal, clock, report }: Context,
  from: GetShardIteratorCommandInput,
): AsyncGenerator<GetRecordsCommandOutput, void> {
  const retry = readRetry({ clock, signal, report, patience, throttled });
  const shard = from.ShardId ?? "a shard";
  const start = await retry.call(shard, () => clients.kinesis.send(new GetShardIteratorCommand(from)));
  let { ShardIterator } = start;
  while (ShardIterator !== undefined) {
    signal.throwIfAborted();
    const read = new GetRecordsCommand({ ShardIterator });
    const page: GetRecordsCommandOutput = await retry.call(shard, () => clients.kinesis.send(read));
    yield page;
    ShardIterator = page.NextShardIterator;
    await clock.sleep(gap, signal);
  }
}

function newestIn({ Records = [] }: GetRecordsCommandOutput): number | undefined {
  return latest(Records.map(({ ApproximateArrivalTimestamp }) => ApproximateArrivalTimestamp?.getTime()));
}

function latest(times: readonly (number | undefined)[]): number | undefined {
  return times.reduce((one, other) => (one === undefined || (other ?? 0) > one ? other : one), undefined);
}

function sum(one: Count, other: Count): Count {
  return {
    records: one.records + other.records,
    complete: one.complete && other.complete,
    newest: latest([one.newest, other.newest]),
  };
}
