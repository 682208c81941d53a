import {
  CreateStreamCommand,
  DeregisterStreamConsumerCommand,
  DescribeAccountSettingsCommand,
  PutRecordCommand,
  RegisterStreamConsumerCommand,
  SplitShardCommand,
  SubscribeToShardCommand,
  UpdateAccountSettingsCommand,
} from "@aws-sdk/client-kinesis";
import type { KinesisClient, StartingPosition, SubscribeToShardEvent } from "@aws-sdk/client-kinesis";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { metricsOf } from "../../../../src/local/account/metrics/metrics.ts";
import { startLocal } from "../../../../src/local/index.ts";
import type { Local } from "../../../../src/local/index.ts";
import { clientsOf } from "../../clients.ts";
import { handClock } from "../../hand-clock.ts";

const StreamName = "orders";
const ShardId = "shardId-000000000000";
const StreamARN = `arn:aws:kinesis:ap-northeast-2:000000000000:stream/${StreamName}`;

let local: Local;
let clock: ReturnType<typeof handClock>;
let clients: ReturnType<typeof clientsOf>;
let ConsumerARN: string;

beforeEach(async () => {
  clock = handClock();
  local = await startLocal({ clock });
  clients = clientsOf(local);
  const { kinesis } = clients;
  await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
  const { Consumer } = await kinesis.send(new RegisterStreamConsumerCommand({ StreamARN, ConsumerName: "reader" }));
  ConsumerARN = Consumer?.ConsumerARN ?? "";
});
afterEach(async () => {
  // Every subscription is over by then: the server waits for none.
  clock.move(300_000);
  clients.kinesis.destroy();
  clients.kinesisOverHttp2.destroy();
  await local.close();
});

const put = (text: string) =>
  clients.kinesis.send(new PutRecordCommand({ StreamName, PartitionKey: "k", Data: Buffer.from(text) }));

/** Gives the next event, or undefined at the end. */
async function subscribe(at: StartingPosition, client: KinesisClient = clients.kinesis) {
  const asked = { ConsumerARN, ShardId, StartingPosition: at };
  const { EventStream } = await client.send(new SubscribeToShardCommand(asked));
  const events = EventStream?.[Symbol.asyncIterator]();
  return async (): Promise<SubscribeToShardEvent | undefined> =>
    ((await events?.next())?.value as { SubscribeToShardEvent?: SubscribeToShardEvent } | undefined)
      ?.SubscribeToShardEvent;
}

const textsOf = (event: SubscribeToShardEvent | undefined) =>
  event?.Records?.map(({ Data }) => Buffer.from(Data ?? []).toString());

describe("a subscription to a shard", () => {
  it.each(["kinesisOverHttp2", "kinesis"] as const)("is pushed what is there and what comes, to %s", async (name) => {
    await put("one");
    const next = await subscribe({ Type: "TRIM_HORIZON" }, clients[name]);
    const first = await next();
    expect(textsOf(first)).toEqual(["one"]);
    expect(first).toMatchObject({
      MillisBehindLatest: 0,
      ContinuationSequenceNumber: first?.Records?.[0]?.SequenceNumber,
    });
    await put("two");
    clock.move(100);
    expect(textsOf(await next())).toEqual(["two"]);
    clock.move(5_000);
    expect(textsOf(await next())).toEqual([]);
    clock.move(300_000);
    expect(await next()).toBeUndefined();
  });

  it("publishes what its consumer was pushed", async () => {
    await put("one");
    const next = await subscribe({ Type: "TRIM_HORIZON" });
    await next();
    const published = (metric: string) =>
      metricsOf(local.account, "ap-northeast-2")
        .find({ namespace: "AWS/Kinesis", metric, dimensions: { StreamName, ConsumerName: "reader" } })
        .map((series) => [series.about.unit, series.between(0, Infinity)[0]?.tally.sum]);
    expect(published("SubscribeToShard.Success")).toEqual([["Count", 1]]);
    expect(published("SubscribeToShardEvent.Success")).toEqual([["Count", 1]]);
    expect(published("SubscribeToShardEvent.Records")).toEqual([["Count", 1]]);
    expect(published("SubscribeToShardEvent.Bytes")).toEqual([["Bytes", 3]]);
    expect(published("SubscribeToShardEvent.MillisBehindLatest")).toEqual([["Milliseconds", 0]]);
  });

  it("goes on where another one ended", async () => {
    await put("one");
    const first = await (await subscribe({ Type: "TRIM_HORIZON" }))();
    await put("two");
    clock.move(5_000);
    const from = { Type: "AFTER_SEQUENCE_NUMBER", SequenceNumber: first?.ContinuationSequenceNumber } as const;
    expect(textsOf(await (await subscribe(from))())).toEqual(["two"]);
  });

  it("of nothing yet goes on from the shard's start", async () => {
    const first = await (await subscribe({ Type: "TRIM_HORIZON" }))();
    await put("one");
    clock.move(5_000);
    const from = { Type: "AFTER_SEQUENCE_NUMBER", SequenceNumber: first?.ContinuationSequenceNumber } as const;
    expect(textsOf(await (await subscribe(from))())).toEqual(["one"]);
  });

  it.each(["LATEST", "TRIM_HORIZON"] as const)(
    "from %s ends with the empty shard, and names its children",
    async (Type) => {
      const next = await subscribe({ Type });
      await next();
      await clients.kinesis.send(
        new SplitShardCommand({ StreamName, ShardToSplit: ShardId, NewStartingHashKey: "1000" }),
      );
      clock.move(100);
      const last = await next();
      expect(last?.ContinuationSequenceNumber).toBeUndefined();
      expect(last?.ChildShards?.map((child) => child.ParentShards)).toEqual([[ShardId], [ShardId]]);
      expect(await next()).toBeUndefined();
    },
  );

  it("ends when its consumer is gone", async () => {
    const next = await subscribe({ Type: "LATEST" });
    await next();
    await clients.kinesis.send(new DeregisterStreamConsumerCommand({ ConsumerARN }));
    clock.move(100);
    expect(await next()).toBeUndefined();
  });

  it("is one a consumer and shard: the next one takes over, after five seconds", async () => {
    const next = await subscribe({ Type: "LATEST" });
    await next();
    await expect(subscribe({ Type: "LATEST" })).rejects.toMatchObject({
      name: "ResourceInUseException",
      message: `Another active subscription exists for this consumer: 000000000000:${StreamName}:${ShardId}:reader`,
    });
    clock.move(5_000);
    await next();
    const other = await subscribe({ Type: "LATEST" });
    await other();
    clock.move(100);
    expect(await next()).toBeUndefined();
  });

  it("needs a consumer and a shard", async () => {
    ConsumerARN = `${StreamARN}/consumer/other:1767225600`;
    await expect(subscribe({ Type: "LATEST" })).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });
});

describe("the account's settings", () => {
  it("remember the commitment", async () => {
    const { kinesis } = clients;
    const read = async () =>
      (await kinesis.send(new DescribeAccountSettingsCommand({}))).MinimumThroughputBillingCommitment;
    expect(await read()).toEqual({ Status: "DISABLED" });
    const enabled = { MinimumThroughputBillingCommitment: { Status: "ENABLED" } } as const;
    await kinesis.send(new UpdateAccountSettingsCommand(enabled));
    expect(await read()).toEqual({ Status: "ENABLED", StartedAt: new Date("2026-01-01T00:00:00Z") });
  });
});
