import { KinesisClient, SubscribeToShardCommand, type SubscribeToShardEvent } from "@aws-sdk/client-kinesis";
import { mockClient } from "aws-sdk-client-mock";
import { expect, test } from "vitest";
import type { Event } from "../../../../src/engine/events.ts";
import { subscribeShard } from "../../../../src/records/read/fan-out/subscribe-shard.ts";
import { tail, type TailOptions } from "../../../../src/records/read/tail.ts";
import { collected } from "../collected.ts";
import { fakeKinesis, fault, shardId } from "../fake-kinesis.ts";
import { virtualClock } from "../virtual-clock.ts";

type Subscription = readonly (SubscribeToShardEvent | Error | "silence")[];

const event = (next: string | undefined, ...data: readonly string[]): SubscribeToShardEvent => ({
  Records: data.map((text, place) => ({ SequenceNumber: String(place), PartitionKey: "k", Data: Buffer.from(text) })),
  ContinuationSequenceNumber: next,
  MillisBehindLatest: 0,
});

/** A stream of one shard; each subscription gives what is said here, and ends. */
function setUp(...subscriptions: readonly (Subscription | Error)[]) {
  const clock = virtualClock();
  const kinesis = fakeKinesis(clock);
  kinesis.shard(0);
  const asked: object[] = [];
  const left = [...subscriptions];
  const client = new KinesisClient({ region: "eu-west-1" });
  mockClient(client)
    .on(SubscribeToShardCommand)
    .callsFake((input: { StartingPosition: object; ShardId: string }) => {
      asked.push({ at: clock.now() - Date.UTC(2026, 0, 1), ...input.StartingPosition });
      const next = left.shift() ?? [];
      if (next instanceof Error) throw next;
      return { EventStream: said(next) };
    });
  const notes: string[] = [];
  const follow = (more: Partial<TailOptions> = {}) =>
    tail(kinesis.client, {
      streamName: "orders",
      position: { type: "latest" },
      clock,
      signal: new AbortController().signal,
      report: { event: (one: Event) => void ("text" in one && notes.push(one.text)) },
      source: subscribeShard(client, "arn:consumer"),
      ...more,
    });
  return { clock, kinesis, follow, asked, notes };
}

async function* said(subscription: Subscription) {
  for (const one of subscription) {
    if (one === "silence") await new Promise(() => undefined);
    if (one instanceof Error) throw one;
    yield { SubscribeToShardEvent: one as SubscribeToShardEvent };
  }
}

test("what is pushed comes, and a subscription that is over is renewed where it ended", async () => {
  const { follow, asked } = setUp([event("7", "a", "b"), event("8")], [event("9", "c")]);
  expect(await collected(follow(), 3)).toEqual(["a", "b", "c"]);
  expect(asked).toEqual([
    { at: 0, Type: "LATEST" },
    { at: 0, Type: "AFTER_SEQUENCE_NUMBER", SequenceNumber: "8" },
  ]);
});

test("one that ended before it said anything begins at the same time again, and not at the latest record", async () => {
  const { follow, asked } = setUp([], [event("9", "a")]);
  expect(await collected(follow(), 1)).toEqual(["a"]);
  expect(asked[1]).toEqual({ at: 0, Type: "AT_TIMESTAMP", Timestamp: new Date(Date.UTC(2026, 0, 1)) });
});

test("an earlier subscription that has not ended is waited for", async () => {
  const inUse = fault("ResourceInUseException");
  const { follow, asked } = setUp(inUse, inUse, inUse, [event("9", "a")]);
  expect(await collected(follow(), 1)).toEqual(["a"]);
  expect(asked.map((one) => (one as { at: number }).at)).toEqual([0, 1_500, 3_000, 4_500]);
});

test.each([
  ["a cut connection", fault("Error", { code: "ECONNRESET" })],
  ["a fault of Kinesis", fault("InternalFailureException", { $fault: "server" })],
  ["too many calls", fault("ProvisionedThroughputExceededException")],
  ["expired credentials", fault("ExpiredTokenException")],
])("%s, at the start or in the middle, loses nothing", async (_what, error) => {
  const { follow, asked } = setUp(error, [event("7", "a"), error], [event("9", "b")]);
  expect(await collected(follow(), 2)).toEqual(["a", "b"]);
  expect(asked[2]).toMatchObject({ Type: "AFTER_SEQUENCE_NUMBER", SequenceNumber: "7" });
});

test("a connection that has gone without a word is noticed after half a minute", async () => {
  const { follow, asked, notes } = setUp([event("7", "a"), "silence"], [event("9", "b")]);
  expect(await collected(follow(), 2)).toEqual(["a", "b"]);
  expect(asked[1]).toMatchObject({ at: 31_000, Type: "AFTER_SEQUENCE_NUMBER", SequenceNumber: "7" });
  expect(notes[0]).toBe("Kinesis cannot be read just now (Kinesis has gone silent); trying again in 1 s");
});

test("at the end of a shard its children are read from their beginning", async () => {
  const child = { ShardId: shardId(1), ParentShards: [shardId(0)], HashKeyRange: {} as never };
  const { kinesis, follow, asked } = setUp(
    [{ ...event(undefined, "last"), ChildShards: [child] }],
    [event("9", "of the child")],
  );
  kinesis.shard(1, 0);
  expect(await collected(follow({ position: { type: "trim-horizon" } }), 2)).toEqual(["last", "of the child"]);
  expect(asked.at(-1)).toMatchObject({ Type: "TRIM_HORIZON" });
});

test("what is refused for good ends the tail", async () => {
  const { follow } = setUp(fault("AccessDeniedException"));
  await expect(collected(follow())).rejects.toMatchObject({ name: "AccessDeniedException" });
});
