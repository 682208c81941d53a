import {
  GetRecordsCommand,
  type GetRecordsCommandOutput,
  GetShardIteratorCommand,
  ListShardsCommand,
  ListStreamConsumersCommand,
} from "@aws-sdk/client-kinesis";
import type { Context } from "../core/context.ts";
import { unless } from "./faults.ts";

/** Says that the stream holds records, or that nobody knows; undefined when it is empty. */
export async function recordsIn(ctx: Context, streamName: string): Promise<string | undefined> {
  const held = await unless(["AccessDenied"], async () => {
    const shards = await shardsOf(ctx, streamName);
    return (await Promise.all(shards.map((shardId) => holdsRecords(ctx, streamName, shardId)))).some(Boolean);
  });
  if (held === undefined) return "it may hold records (reading them is denied)";
  return held ? "it holds records" : undefined;
}

/** Names the registered consumers of the stream. */
export async function consumersOf({ clients }: Context, arn: string): Promise<string> {
  const list = await unless(["AccessDenied"], () =>
    clients.kinesis.send(new ListStreamConsumersCommand({ StreamARN: arn })),
  );
  const names = (list?.Consumers ?? []).map(({ ConsumerName }) => ConsumerName);
  return `it has consumers (${names.join(", ") || "reading their names is denied"})`;
}

async function shardsOf({ clients }: Context, StreamName: string): Promise<readonly (string | undefined)[]> {
  const all: (string | undefined)[] = [];
  let NextToken: string | undefined;
  do {
    const page = await clients.kinesis.send(
      new ListShardsCommand(NextToken === undefined ? { StreamName } : { NextToken }),
    );
    all.push(...(page.Shards ?? []).map(({ ShardId }) => ShardId));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return all;
}

/** Reads from the oldest record on; Kinesis may answer with none several times before it comes to one. */
async function holdsRecords(
  { clients, signal }: Context,
  StreamName: string,
  ShardId: string | undefined,
): Promise<boolean> {
  const start = new GetShardIteratorCommand({ StreamName, ShardId, ShardIteratorType: "TRIM_HORIZON" });
  let { ShardIterator } = await clients.kinesis.send(start);
  while (ShardIterator !== undefined) {
    signal.throwIfAborted();
    const page: GetRecordsCommandOutput = await clients.kinesis.send(
      new GetRecordsCommand({ ShardIterator, Limit: 1 }),
    );
    if ((page.Records?.length ?? 0) > 0) return true;
    if ((page.MillisBehindLatest ?? 0) === 0) return false;
    ShardIterator = page.NextShardIterator;
  }
  return false;
}
