import {
  CreateStreamCommand,
  DescribeStreamSummaryCommand,
  type KinesisClient,
  ListShardsCommand,
  MergeShardsCommand,
  PutRecordsCommand,
  type Shard,
  SplitShardCommand,
} from "@aws-sdk/client-kinesis";
import { InterruptedError } from "../../../src/engine/errors.ts";
import type { Source } from "../../../src/records/read/shard/run.ts";
import { tail } from "../../../src/records/read/tail.ts";
import { fault } from "./fake-kinesis.ts";
import { virtualClock } from "./virtual-clock.ts";

/** What a storm does to a stream while it is read. */
export interface Storm {
  readonly seed: number;
  /** Records put before each reshard. */
  readonly records: number;
  readonly reshards: number;
  /** Writes and reshards. */
  readonly writer: KinesisClient;
  /** Reads, and meets faults: one of its own, for it is never the same again. */
  readonly reader: KinesisClient;
  readonly source?: Source;
}

/** What became of the records. */
export interface Outcome {
  readonly put: number;
  readonly lost: number;
  readonly doubled: number;
  readonly disordered: number;
  readonly faults: number;
  readonly shards: number;
}

const StreamName = "storm";
const keys = 64;
const mostOpen = 12;

/** Splits and merges shards at random while records are put and read, and reads fail at random. */
export async function storm({ seed, records, reshards, writer, reader, source }: Storm): Promise<Outcome> {
  const random = numbers(seed);
  const faults = failing(reader, numbers(seed + 1));
  await writer.send(new CreateStreamCommand({ StreamName, ShardCount: 2 }));
  await active(writer);
  const stop = new AbortController();
  let [put, seen, written, quiet] = [0, 0, false, 0];
  const places = new Map<string, number>();
  let [doubled, disordered] = [0, 0];
  const reading = (async () => {
    const batches = tail(reader, {
      streamName: StreamName,
      position: { type: "trim-horizon" },
      clock: virtualClock(),
      signal: stop.signal,
      ...(source !== undefined && { source }),
      onReply: (_shard, { records: found }) => {
        quiet = !written || found.length > 0 ? 0 : quiet + 1;
        // All of it was seen, or nothing comes any more: a while later nothing has come twice.
        if (quiet > (seen >= put ? 100 : 5_000)) stop.abort(new InterruptedError());
      },
    });
    for await (const { records: found } of batches) {
      for (const { bytes } of found) {
        const [key = "", place = ""] = Buffer.from(bytes).toString().split(" ");
        const before = places.get(key) ?? -1;
        if (Number(place) === before + 1) seen += 1;
        else if (Number(place) <= before) doubled += 1;
        else disordered += 1;
        places.set(key, Math.max(before, Number(place)));
      }
    }
  })().catch((error: unknown) => {
    if (!(error instanceof InterruptedError)) throw error;
  });
  const next = new Map<string, number>();
  const write = async (): Promise<void> => {
    const Records = Array.from({ length: records }, () => {
      const key = String(random(keys));
      const place = next.get(key) ?? 0;
      next.set(key, place + 1);
      return { PartitionKey: key, Data: Buffer.from(`${key} ${place}`) };
    });
    for (let at = 0; at < records; at += 500)
      await writer.send(new PutRecordsCommand({ StreamName, Records: Records.slice(at, at + 500) }));
    put += records;
  };
  for (let turn = 0; turn < reshards; turn += 1) {
    await write();
    await reshard(writer, random);
  }
  await write();
  written = true;
  await reading;
  const { Shards = [] } = await writer.send(new ListShardsCommand({ StreamName }));
  return { put, lost: put - seen, doubled, disordered, faults: faults(), shards: Shards.length };
}

/** Splits an open shard, or merges two neighbours. */
async function reshard(client: KinesisClient, random: (below: number) => number): Promise<void> {
  const { Shards = [] } = await client.send(new ListShardsCommand({ StreamName }));
  const open = Shards.filter((shard) => shard.SequenceNumberRange?.EndingSequenceNumber === undefined).toSorted(
    (one, other) => (start(one) < start(other) ? -1 : 1),
  );
  const splits = open.length < 2 || (open.length < mostOpen && random(2) === 0);
  const place = random(splits ? open.length : open.length - 1);
  const shard = open[place]!;
  if (splits) {
    const middle = (start(shard) + BigInt(shard.HashKeyRange?.EndingHashKey ?? 0)) / 2n;
    const split = { StreamName, ShardToSplit: shard.ShardId, NewStartingHashKey: String(middle) };
    await client.send(new SplitShardCommand(split));
  } else {
    const two = { ShardToMerge: shard.ShardId, AdjacentShardToMerge: open[place + 1]?.ShardId };
    await client.send(new MergeShardsCommand({ StreamName, ...two }));
  }
  await active(client);
}

async function active(client: KinesisClient): Promise<void> {
  for (;;) {
    const { StreamDescriptionSummary: stream } = await client.send(new DescribeStreamSummaryCommand({ StreamName }));
    if (stream?.StreamStatus === "ACTIVE") return;
  }
}

const start = (shard: Shard): bigint => BigInt(shard.HashKeyRange?.StartingHashKey ?? 0);

/** One call of six fails, before it was made or after: then its answer is lost. Gives the number so far. */
function failing(client: KinesisClient, random: (below: number) => number): () => number {
  const kinds = [
    () => fault("ProvisionedThroughputExceededException"),
    () => fault("InternalFailure", { $fault: "server" }),
    () => fault("Error", { code: "ECONNRESET" }),
    () => fault("ExpiredIteratorException"),
  ];
  let count = 0;
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const kind = random(6) === 0 ? kinds[random(kinds.length)] : undefined;
        const error = kind?.();
        if (error === undefined || (error.name === "ExpiredIteratorException" && commandName !== "GetRecordsCommand"))
          return next(args);
        count += 1;
        if (random(2) === 0) await next(args).catch(() => undefined);
        throw error;
      },
    { step: "initialize" },
  );
  return () => count;
}

/** Numbers that a seed repeats: a linear congruence, whose upper bits are good enough for this. */
function numbers(seed: number): (below: number) => number {
  let state = (seed * 2_654_435_761) % 2 ** 32;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
