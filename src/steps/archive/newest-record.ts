import { GetRecordsCommand, GetShardIteratorCommand } from "@aws-sdk/client-kinesis";
import { isFault, unless } from "../../aws/faults.ts";
import { listShards } from "../../aws/list-shards.ts";
import { PATIENCE } from "../../aws/pace/pace.ts";
import { readRetry } from "../../aws/read-retry.ts";
import type { Context } from "../context.ts";

/** Milliseconds from one read of a shard to the next. */
const GAP = 250;

/** When the newest record came, in milliseconds, of those that came after `since`; undefined when there are none, or no stream.
 * Where the records cannot be read, there may be some: Infinity. */
export async function newestRecord(ctx: Context, streamArn: string, since: number): Promise<number | undefined> {
  const { clients, signal } = ctx;
  const name = streamArn.slice(streamArn.lastIndexOf("/") + 1);
  try {
    const shards = await unless(["ResourceNotFoundException"], () => listShards(clients.kinesis, name, signal));
    const each = await Promise.all((shards ?? []).map(({ id }) => newestIn(ctx, name, id, since)));
    const times = each.filter((one) => one !== undefined);
    return times.length === 0 ? undefined : Math.max(...times);
  } catch (error) {
    if (signal.aborted || isFault(error, "ResourceNotFoundException")) throw error;
    return Infinity;
  }
}

async function newestIn(
  { clients, clock, signal, report }: Context,
  StreamName: string,
  ShardId: string,
  since: number,
): Promise<number | undefined> {
  const retry = readRetry({ clock, signal, report, patience: 10_000, throttled: PATIENCE });
  const from = { StreamName, ShardId, ShardIteratorType: "AT_TIMESTAMP", Timestamp: new Date(since) } as const;
  let { ShardIterator } = await retry.call(ShardId, () => clients.kinesis.send(new GetShardIteratorCommand(from)));
  let newest: number | undefined;
  while (ShardIterator !== undefined) {
    const read = new GetRecordsCommand({ ShardIterator });
    const page = await retry.call(ShardId, () => clients.kinesis.send(read));
    newest = page.Records?.at(-1)?.ApproximateArrivalTimestamp?.getTime() ?? newest;
    if ((page.MillisBehindLatest ?? 0) === 0) return newest;
    ShardIterator = page.NextShardIterator;
    await clock.sleep(GAP, signal);
  }
  return newest;
}
