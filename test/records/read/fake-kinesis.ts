import {
  GetRecordsCommand,
  type GetRecordsCommandInput,
  type GetRecordsCommandOutput,
  GetShardIteratorCommand,
  type GetShardIteratorCommandInput,
  KinesisClient,
  ListShardsCommand,
  type ListShardsCommandInput,
  type ListShardsCommandOutput,
} from "@aws-sdk/client-kinesis";
import { mockClient } from "aws-sdk-client-mock";
import type { VirtualClock } from "./virtual-clock.ts";

interface FakeShard {
  readonly id: string;
  readonly parents: readonly string[];
  readonly records: { readonly data: string; readonly at: number }[];
  closed: boolean;
}

/** An AWS fault or a broken connection, as the SDK throws it. */
export function fault(name: string, more: object = {}): Error {
  return Object.assign(new Error(`${name}.`), { name }, more);
}

export const shardId = (number: number): string => `shardId-${String(number).padStart(12, "0")}`;

/** One stream behind a mocked client: it keeps records and knows splits and merges, as far as reading can see. */
export function fakeKinesis(clock: VirtualClock, { pageSize = 2, childShards = true } = {}) {
  const shards: FakeShard[] = [];
  const failures: { readonly operation: string; readonly shard: string | undefined; readonly error: Error }[] = [];
  const calls: { readonly operation: string; readonly input: object; readonly at: number; readonly shard?: string }[] =
    [];
  const hidden = { sleepyReplies: 0, largest: 10_000, endOfClosed: true, takes: 0 };
  /** So many empty replies a shard gives that is far behind. */
  const lagging = new Map<string, number>();
  const listeners: ((operation: string) => void)[] = [];
  let deleted = false;

  const shardOf = (id: string): FakeShard => {
    const shard = shards.find((one) => one.id === id);
    if (shard === undefined || deleted) throw fault("ResourceNotFoundException");
    return shard;
  };
  const enter = (operation: string, input: object, shard?: string): void => {
    calls.push({ operation, input, at: clock.now(), ...(shard === undefined ? {} : { shard }) });
    listeners.forEach((listener) => listener(operation));
    const place = failures.findIndex(
      (one) => one.operation === operation && (one.shard === undefined || one.shard === shard),
    );
    const [failure] = place === -1 ? [] : failures.splice(place, 1);
    if (failure !== undefined) throw failure.error;
    if (deleted) throw fault("ResourceNotFoundException");
  };

  const listShards = (input: ListShardsCommandInput): Partial<ListShardsCommandOutput> => {
    enter("ListShards", input);
    if (input.NextToken !== undefined && input.StreamName !== undefined) throw fault("InvalidArgumentException");
    const from = Number(input.NextToken ?? 0);
    return {
      Shards: shards.slice(from, from + pageSize).map((shard) => ({
        ShardId: shard.id,
        ...(shard.parents[0] === undefined ? {} : { ParentShardId: shard.parents[0] }),
        ...(shard.parents[1] === undefined ? {} : { AdjacentParentShardId: shard.parents[1] }),
        HashKeyRange: { StartingHashKey: "0", EndingHashKey: "1" },
        SequenceNumberRange: { StartingSequenceNumber: "0", ...(shard.closed ? { EndingSequenceNumber: "9" } : {}) },
      })),
      ...(from + pageSize < shards.length ? { NextToken: String(from + pageSize) } : {}),
    };
  };

  const getShardIterator = (input: GetShardIteratorCommandInput): { ShardIterator: string } => {
    enter("GetShardIterator", input, input.ShardId);
    const { id, records } = shardOf(input.ShardId ?? "");
    const place = {
      TRIM_HORIZON: 0,
      LATEST: records.length,
      AT_TIMESTAMP: records.filter(({ at }) => at < Number(input.Timestamp)).length,
      AFTER_SEQUENCE_NUMBER: Number(input.StartingSequenceNumber) + 1,
      AT_SEQUENCE_NUMBER: Number(input.StartingSequenceNumber),
    }[input.ShardIteratorType ?? "LATEST"];
    return { ShardIterator: `${id} ${place}` };
  };

  const getRecords = (iterator: string, limit: number): Partial<GetRecordsCommandOutput> => {
    const [id = "", place = ""] = iterator.split(" ");
    enter("GetRecords", { iterator, limit }, id);
    const { records, closed } = shardOf(id);
    const lag = lagging.get(id) ?? 0;
    if (hidden.sleepyReplies > 0 || lag > 0) {
      if (lag > 0) lagging.set(id, lag - 1);
      else hidden.sleepyReplies -= 1;
      return { Records: [], NextShardIterator: iterator, MillisBehindLatest: 60_000 };
    }
    const from = Number(place);
    const to = Math.min(from + Math.min(hidden.largest, limit), records.length);
    const children = shards.filter((shard) => shard.parents.includes(id));
    return {
      Records: records.slice(from, to).map(({ data, at }, index) => ({
        SequenceNumber: String(from + index),
        PartitionKey: "key",
        Data: Buffer.from(data),
        ApproximateArrivalTimestamp: new Date(at),
      })),
      MillisBehindLatest: to < records.length ? 1_000 : 0,
      ...(closed && hidden.endOfClosed && to === records.length
        ? childShards
          ? {
              ChildShards: children.map((one) => ({
                ShardId: one.id,
                ParentShards: [...one.parents],
                HashKeyRange: {} as never,
              })),
            }
          : {}
        : { NextShardIterator: `${id} ${to}` }),
    };
  };

  const client = new KinesisClient({ region: "eu-west-1" });
  const mock = mockClient(client);
  mock.on(ListShardsCommand).callsFake(listShards);
  /** A call that takes its time: how it ends is known when it begins. */
  const slowly =
    <I, O>(call: (input: I) => O) =>
    async (input: I): Promise<O> => {
      const answer = call(input);
      if (hidden.takes > 0) await clock.sleep(hidden.takes);
      return answer;
    };
  mock.on(GetShardIteratorCommand).callsFake(slowly(getShardIterator));
  mock
    .on(GetRecordsCommand)
    .callsFake(slowly((input: GetRecordsCommandInput) => getRecords(input.ShardIterator ?? "", input.Limit ?? 10_000)));

  return {
    client,
    calls,
    hidden,
    /** Adds a shard, closing those it comes from. */
    shard(number: number, ...parents: readonly number[]): void {
      for (const parent of parents) shardOf(shardId(parent)).closed = true;
      shards.push({ id: shardId(number), parents: parents.map(shardId), records: [], closed: false });
    },
    put(number: number, ...data: readonly string[]): void {
      for (const one of data) shardOf(shardId(number)).records.push({ data: one, at: clock.now() });
    },
    /** A record that arrived at this time, in milliseconds since 1970: Kinesis' times need not grow from record to record. */
    putAt(number: number, at: number, data: string): void {
      shardOf(shardId(number)).records.push({ data, at });
    },
    forget(number: number): void {
      shards.splice(
        shards.findIndex((shard) => shard.id === shardId(number)),
        1,
      );
    },
    /** The next call of this operation, of this shard if one is named, fails. */
    fail(operation: string, error: Error, shard?: number): void {
      failures.push({ operation, shard: shard === undefined ? undefined : shardId(shard), error });
    },
    /** The next replies of this shard are empty, though it has more. */
    lag(number: number, replies: number): void {
      lagging.set(shardId(number), replies);
    },
    /** Runs `listener` at the start of each call. */
    onCall(listener: (operation: string) => void): void {
      listeners.push(listener);
    },
    delete(): void {
      deleted = true;
    },
    of: (operation: string) => calls.filter((call) => call.operation === operation),
  };
}
