import { expect, onTestFinished, test } from "vitest";
import type { Event } from "../../../src/engine/events.ts";
import type { Start } from "../../../src/records/read/position.ts";
import { tail, type TailOptions } from "../../../src/records/read/tail.ts";
import { collected } from "./collected.ts";
import { fakeKinesis, fault, shardId } from "./fake-kinesis.ts";
import { virtualClock } from "./virtual-clock.ts";

function setUp(options: Parameters<typeof fakeKinesis>[1] = {}) {
  const clock = virtualClock();
  const kinesis = fakeKinesis(clock, options);
  const notes: string[] = [];
  const follow = (more: Partial<TailOptions> = {}) =>
    tail(kinesis.client, {
      streamName: "orders",
      position: { type: "latest" },
      clock,
      signal: new AbortController().signal,
      report: { event: (event) => void ("text" in event && notes.push(event.text)) },
      ...more,
    });
  return { clock, kinesis, notes, follow };
}

test("what is put when the tail is ready is seen, what was there before is not", async () => {
  const { kinesis, follow } = setUp();
  kinesis.shard(0);
  kinesis.shard(1);
  kinesis.put(0, "old");
  const onReady = (): void => {
    kinesis.put(0, "new");
    kinesis.put(1, "new too");
  };
  expect([...(await collected(follow({ onReady }), 2))].sort()).toEqual(["new", "new too"]);
});

test("a caught-up shard is read three times a second", async () => {
  const { clock, kinesis, follow } = setUp();
  kinesis.shard(0);
  clock.at(1_500, () => kinesis.put(0, "at last"));
  expect(await collected(follow(), 1)).toEqual(["at last"]);
  expect(clock.slept).toEqual([334, 334, 334, 334, 334]);
});

test("the time that a read takes counts: its pace is from start to start", async () => {
  const { clock, kinesis, follow } = setUp();
  kinesis.hidden.takes = 100;
  kinesis.shard(0);
  clock.at(2_000, () => kinesis.put(0, "at last"));
  await collected(follow(), 1);
  const times = kinesis.of("GetRecords").map(({ at }) => at);
  const gaps = times.slice(1).map((at, place) => at - (times[place] ?? 0));
  expect(gaps.slice(-4)).toEqual([334, 334, 334, 334]);
});

test("shards that have ended do not slow down those that are left", async () => {
  const { clock, kinesis, follow } = setUp({ pageSize: 1_000 });
  const parents = Array.from({ length: 60 }, (_, number) => number);
  for (const number of parents) kinesis.shard(number);
  kinesis.shard(100, ...parents);
  clock.at(5_000, () => kinesis.put(100, "at last"));
  await collected(follow({ position: { type: "trim-horizon" } }), 1);
  const times = kinesis.of("GetRecords").flatMap(({ at, shard }) => (shard === shardId(100) ? [at] : []));
  const gaps = times.slice(1).map((at, place) => at - (times[place] ?? 0));
  expect(gaps.slice(-4)).toEqual([334, 334, 334, 334]);
});

test("of two hundred shards, each is read once a second, and as often as the others", async () => {
  const { clock, kinesis, follow } = setUp({ pageSize: 1_000 });
  for (let number = 0; number < 200; number += 1) kinesis.shard(number);
  clock.at(10_500, () => kinesis.put(0, "at last"));
  await collected(follow(), 1);
  const reads = Array.from({ length: 200 }, (_, number) =>
    kinesis.calls.filter((call) => call.operation === "GetRecords" && call.shard === shardId(number)),
  ).map((calls) => calls.length);
  expect(Math.min(...reads)).toBeGreaterThanOrEqual(10);
  expect(Math.max(...reads)).toBeLessThanOrEqual(12);
});

test("of more shards than can be read once a second, none waits twice as long as another", async () => {
  const { clock, kinesis, follow } = setUp({ pageSize: 10_000 });
  kinesis.hidden.takes = 120;
  for (let number = 0; number < 500; number += 1) kinesis.shard(number);
  clock.at(10_000, () => kinesis.put(0, "at last"));
  await collected(follow({ position: { type: "trim-horizon" } }), 1);
  const last = new Map<string, number>();
  const longest = new Map<string, number>();
  for (const { shard = "", at } of kinesis.of("GetRecords")) {
    const before = last.get(shard);
    if (before !== undefined) longest.set(shard, Math.max(longest.get(shard) ?? 0, at - before));
    last.set(shard, at);
  }
  expect(longest.size).toBe(500);
  expect(Math.min(...longest.values())).toBeGreaterThan(1_100);
  expect(Math.max(...longest.values())).toBeLessThan(2 * Math.min(...longest.values()));
});

test("a shard that always has more does not hold back the others from a slow reader", async () => {
  const { clock, kinesis, follow } = setUp({ pageSize: 100 });
  kinesis.hidden.largest = 1;
  for (let number = 0; number < 20; number += 1) kinesis.shard(number);
  kinesis.put(0, ...Array.from({ length: 1_000 }, () => "busy"));
  for (let number = 1; number < 20; number += 1) kinesis.put(number, "a", "b");
  const seen: string[] = [];
  for await (const { shardId: id } of follow({ position: { type: "trim-horizon" } })) {
    seen.push(id);
    if (new Set(seen).size === 20) break;
    await clock.sleep(1_000);
  }
  expect(seen.length).toBe(20);
});

test("of many shards, iterators are asked for a few at a time: a client has no more connections", async () => {
  const { kinesis, follow } = setUp({ pageSize: 10_000 });
  kinesis.hidden.takes = 30;
  for (let number = 0; number < 100; number += 1) kinesis.shard(number);
  kinesis.put(99, "a");
  expect(await collected(follow({ position: { type: "trim-horizon" } }), 1)).toEqual(["a"]);
  const times = kinesis.of("GetShardIterator").map(({ at }) => at);
  expect(times).toHaveLength(100);
  expect(Math.max(...times.map((time) => times.filter((other) => other === time).length))).toBe(24);
});

test("a poll interval that was asked for is kept, before and after catching up", async () => {
  const { clock, kinesis, follow } = setUp();
  kinesis.shard(0);
  kinesis.put(0, "a", "b");
  kinesis.hidden.largest = 1;
  clock.at(12_000, () => kinesis.put(0, "c"));
  const position = { type: "trim-horizon" } as const;
  expect(await collected(follow({ position, pollInterval: 5_000 }), 3)).toEqual(["a", "b", "c"]);
  expect(clock.slept).toEqual([5_000, 5_000, 5_000]);
});

test("a minute long after any throttling, every shard is read once a second at most", async () => {
  const { clock, kinesis, follow } = setUp();
  kinesis.shard(0);
  kinesis.shard(1);
  kinesis.fail("GetRecords", fault("ProvisionedThroughputExceededException"), 0);
  clock.at(70_000, () => kinesis.put(1, "at last"));
  const start = clock.now();
  await collected(follow(), 1);
  const times = kinesis
    .of("GetRecords")
    .filter(({ shard }) => shard === shardId(1))
    .map(({ at }) => at - start);
  const gaps = times.slice(1).map((at, place) => ({ at, gap: at - (times[place] ?? 0) }));
  expect(new Set(gaps.filter(({ at }) => at > 1_000 && at < 59_000).map(({ gap }) => gap))).toEqual(new Set([1_000]));
  expect(gaps.at(-1)?.gap).toBe(334);
});

test("a shard that is behind is read faster, but not five times a second", async () => {
  const { clock, kinesis, follow } = setUp();
  kinesis.shard(0);
  kinesis.put(0, "a", "b", "c");
  kinesis.hidden.largest = 1;
  clock.at(10_000, () => kinesis.put(0, "d"));
  expect(await collected(follow({ position: { type: "trim-horizon" } }), 4)).toEqual(["a", "b", "c", "d"]);
  expect(clock.slept.slice(0, 3)).toEqual([250, 250, 334]);
});

test("a split and then a merge lose nothing and keep the order", async () => {
  const { clock, kinesis, follow } = setUp();
  kinesis.shard(0);
  clock.at(1_500, () => {
    kinesis.put(0, "before the split");
    kinesis.shard(1, 0);
    kinesis.shard(2, 0);
    kinesis.put(1, "after the split");
    kinesis.put(2, "after the split");
  });
  clock.at(5_500, () => {
    kinesis.shard(3, 1, 2);
    kinesis.put(3, "after the merge");
  });
  clock.at(9_500, () => kinesis.put(3, "much later"));
  expect(await collected(follow(), 5)).toEqual([
    "before the split",
    "after the split",
    "after the split",
    "after the merge",
    "much later",
  ]);
});

test("a child that was listed with its open parent is read from its first record", async () => {
  const { clock, kinesis, follow } = setUp({ pageSize: 1 });
  kinesis.shard(0);
  kinesis.shard(9);
  const { send } = kinesis.client;
  // Between the two pages of the list, the shard of the first one is split.
  kinesis.client.send = ((command: { input: { NextToken?: string } }, ...rest: never[]) => {
    if (command.input.NextToken === "1") {
      kinesis.shard(1, 0);
      kinesis.put(1, "born in between");
      kinesis.client.send = send;
    }
    return (send as (...all: unknown[]) => unknown).call(kinesis.client, command, ...rest);
  }) as typeof send;
  clock.at(3_000, () => kinesis.put(1, "later"));
  expect(await collected(follow(), 2)).toEqual(["born in between", "later"]);
});

test("a closed shard without records whose end is never told does not hide its descendants", async () => {
  const { clock, kinesis, follow } = setUp();
  kinesis.hidden.endOfClosed = false;
  kinesis.shard(0);
  clock.at(2_500, () => {
    kinesis.shard(1, 0);
    kinesis.shard(2, 1);
    kinesis.put(2, "here");
  });
  const start = clock.now();
  expect(await collected(follow(), 1)).toEqual(["here"]);
  expect(clock.now() - start).toBeLessThan(60_000);
  expect(kinesis.of("ListShards").length).toBeLessThan(10);
});

test("an expired iterator is renewed behind the last record, and nothing is repeated", async () => {
  const { clock, kinesis, follow } = setUp();
  kinesis.shard(0);
  clock.at(1_500, () => kinesis.put(0, "one"));
  clock.at(2_500, () => {
    kinesis.fail("GetRecords", fault("ExpiredIteratorException"));
    kinesis.put(0, "two");
  });
  expect(await collected(follow(), 2)).toEqual(["one", "two"]);
  expect(kinesis.of("GetShardIterator").at(-1)?.input).toMatchObject({
    ShardIteratorType: "AFTER_SEQUENCE_NUMBER",
    StartingSequenceNumber: "0",
  });
});

test("an iterator that expires before anything was read is renewed where the tail began", async () => {
  const { clock, kinesis, follow } = setUp();
  kinesis.shard(0);
  kinesis.put(0, "old");
  await clock.sleep(60_000);
  const began = clock.now();
  clock.at(62_500, () => {
    kinesis.put(0, "in the gap");
    kinesis.fail("GetRecords", fault("ExpiredIteratorException"));
  });
  expect(await collected(follow(), 1)).toEqual(["in the gap"]);
  expect(kinesis.of("GetShardIterator").at(-1)?.input).toMatchObject({
    ShardIteratorType: "AT_TIMESTAMP",
    Timestamp: new Date(began),
  });
});

test("throttling slows the tail down, is said once, and never ends it", async () => {
  const { clock, kinesis, notes, follow } = setUp();
  kinesis.shard(0);
  for (let time = 0; time < 8; time += 1) kinesis.fail("GetRecords", fault("ProvisionedThroughputExceededException"));
  clock.at(1_500, () => kinesis.put(0, "through"));
  expect(await collected(follow(), 1)).toEqual(["through"]);
  expect(clock.slept).toEqual([1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000, 10_000]);
  expect(notes.filter((note) => note.includes("trying again in 1 s"))).toEqual([
    "Kinesis throttles reads of shardId-000000000000, which all its readers share; trying again in 1 s",
  ]);
});

test("a throttled shard does not hold up the others", async () => {
  const { clock, kinesis, follow } = setUp();
  kinesis.shard(0);
  kinesis.shard(1);
  for (let time = 0; time < 8; time += 1)
    kinesis.fail("GetRecords", fault("ProvisionedThroughputExceededException"), 0);
  clock.at(1_500, () => kinesis.put(1, "in time"));
  const start = clock.now();
  expect(await collected(follow(), 1)).toEqual(["in time"]);
  expect(clock.now() - start).toBeLessThanOrEqual(2_500);
});

test("a trouble that lasts is a warning, and its end is said", async () => {
  const clock = virtualClock();
  const kinesis = fakeKinesis(clock);
  kinesis.shard(0);
  for (let time = 0; time < 5; time += 1) kinesis.fail("GetRecords", fault("Error", { code: "ECONNRESET" }));
  clock.at(40_000, () => kinesis.put(0, "again"));
  const said: string[] = [];
  const report = { event: (event: Event) => void ("text" in event && said.push(`${event.type}: ${event.text}`)) };
  const signal = new AbortController().signal;
  await collected(
    tail(kinesis.client, { streamName: "orders", position: { type: "latest" }, clock, signal, report }),
    1,
  );
  expect(said).toEqual([
    "wait: Kinesis cannot be read just now (Error.); trying again in 1 s",
    "warning: Kinesis cannot be read just now (Error.); trying again in 4 s",
    "note: Kinesis can be read again",
  ]);
});

test("an hour without network is waited out, and the iterator that expired in it is renewed", async () => {
  const { clock, kinesis, follow } = setUp();
  kinesis.shard(0);
  clock.at(500, () => {
    for (let time = 0; time < 120; time += 1) kinesis.fail("GetRecords", fault("Error", { code: "ENOTFOUND" }));
    kinesis.fail("GetRecords", fault("ExpiredIteratorException"));
    kinesis.put(0, "patience");
  });
  const start = clock.now();
  expect(await collected(follow(), 1)).toEqual(["patience"]);
  expect(clock.now() - start).toBeGreaterThan(3_000_000);
});

test.each([
  ["an expired token", fault("ExpiredTokenException")],
  ["keys that AWS does not know any more", fault("UnrecognizedClientException")],
  ["a source of credentials that does not answer", fault("CredentialsProviderError")],
  ["a clock that was corrected", fault("InvalidSignatureException", { $metadata: { clockSkewCorrected: true } })],
  [
    "a signature of before that",
    fault("InvalidSignatureException", { message: "Signature expired: 20260101T000000Z is now earlier than …" }),
  ],
  ["an answer cut at status 200", fault("SyntaxError", { $response: { statusCode: 200 } })],
])("%s is tried again, and nothing is lost", async (_what, error) => {
  const { clock, kinesis, follow } = setUp();
  kinesis.shard(0);
  clock.at(2_500, () => {
    kinesis.put(0, "through");
    kinesis.fail("GetRecords", error);
    kinesis.fail("GetRecords", error);
  });
  expect(await collected(follow(), 1)).toEqual(["through"]);
});

test("an answer without records or an iterator is no end of the shard", async () => {
  const { clock, kinesis, follow } = setUp();
  kinesis.shard(0);
  const { send } = kinesis.client;
  let cut = 0;
  kinesis.client.send = ((...all: never[]) => {
    cut += 1;
    return cut % 2 === 1 ? Promise.resolve({}) : (send as (...all: never[]) => unknown).call(kinesis.client, ...all);
  }) as typeof send;
  clock.at(20_000, () => kinesis.put(0, "through"));
  expect(await collected(follow(), 1)).toEqual(["through"]);
});

test("credentials that stay expired end the tail after a minute, and it is said before", async () => {
  const { clock, kinesis, notes, follow } = setUp();
  kinesis.shard(0);
  for (let time = 0; time < 50; time += 1) kinesis.fail("GetRecords", fault("ExpiredTokenException"));
  const start = clock.now();
  await expect(collected(follow())).rejects.toMatchObject({ name: "ExpiredTokenException" });
  expect(clock.now() - start).toBeLessThanOrEqual(60_000);
  expect(notes).toContain("The AWS credentials have expired and are loaded again; trying again in 4 s");
});

test("without credentials from the start, the tail ends at once", async () => {
  const { clock, kinesis, notes, follow } = setUp();
  kinesis.shard(0);
  kinesis.fail("ListShards", fault("CredentialsProviderError"));
  const start = clock.now();
  await expect(collected(follow())).rejects.toMatchObject({ name: "CredentialsProviderError" });
  expect([clock.now() - start, notes]).toEqual([0, []]);
});

test("a tail that begins before anything listens says at once what to do, once, and waits", async () => {
  const { clock, kinesis, notes, follow } = setUp();
  const refused = fault("Error", { code: "ECONNREFUSED", message: "connect ECONNREFUSED" });
  for (let time = 0; time < 4; time += 1) kinesis.fail("ListShards", refused);
  kinesis.shard(0);
  const onReady = (): void => kinesis.put(0, "new");
  expect(await collected(follow({ onReady, advice: () => "Start it." }), 1)).toEqual(["new"]);
  expect(notes.slice(0, 2)).toEqual([
    "Start it.",
    "Kinesis cannot be read just now (connect ECONNREFUSED); trying again in 1 s",
  ]);
  expect(notes.filter((text) => text === "Start it.")).toHaveLength(1);
  expect(clock.now()).toBeGreaterThan(0);
});

test("where nothing listens on this machine, the tail says so and ends after half a minute", async () => {
  const { clock, kinesis, notes, follow } = setUp();
  kinesis.shard(0);
  clock.at(500, () => {
    const refused = fault("Error", { code: "ECONNREFUSED", message: "connect ECONNREFUSED 127.0.0.1:4566" });
    for (let time = 0; time < 50; time += 1) kinesis.fail("GetRecords", refused);
  });
  const start = clock.now();
  await expect(collected(follow({ local: true }))).rejects.toMatchObject({ code: "ECONNREFUSED" });
  expect(clock.now() - start).toBeLessThanOrEqual(32_000);
  expect(notes).toContain("Kinesis cannot be read just now (connect ECONNREFUSED 127.0.0.1:4566); trying again in 4 s");
});

test("an iterator that expires again and again ends the tail", async () => {
  const { kinesis, follow } = setUp();
  kinesis.shard(0);
  for (let time = 0; time < 4; time += 1) kinesis.fail("GetRecords", fault("ExpiredIteratorException"));
  await expect(collected(follow())).rejects.toMatchObject({ name: "ExpiredIteratorException" });
});

test("an outage shorter than the idle timeout neither ends the tail nor counts as silence", async () => {
  const { clock, kinesis, follow } = setUp();
  kinesis.shard(0);
  const cut = fault("Error", { code: "ECONNRESET" });
  // One refused call after 1, 2, 4 and 8 seconds: sixteen in all.
  clock.at(500, () => [1, 2, 3, 4].forEach(() => kinesis.fail("GetRecords", cut)));
  clock.at(25_000, () => kinesis.put(0, "after it"));
  expect(await collected(follow({ idleTimeout: 20_000 }))).toEqual(["after it"]);
});

test("calls that fail now and then do not keep the idle timeout from ending the tail", async () => {
  const { clock, kinesis, follow } = setUp();
  for (const shard of [0, 1, 2, 3]) kinesis.shard(shard);
  const cut = fault("Error", { code: "ECONNRESET" });
  const start = clock.now();
  for (let at = 700; at < 19_000; at += 730) clock.at(at, () => kinesis.fail("GetRecords", cut));
  expect(await collected(follow({ idleTimeout: 20_000 }))).toEqual([]);
  expect(clock.now() - start).toBeLessThan(30_000);
});

test("an endpoint that was started anew, and does not know its iterators, is read on from the last record", async () => {
  const { clock, kinesis, notes, follow } = setUp();
  kinesis.shard(0);
  const invalid = fault("InvalidArgumentException", { message: "Invalid ShardIterator." });
  clock.at(1_000, () => kinesis.put(0, "before"));
  clock.at(3_000, () => {
    kinesis.fail("GetRecords", invalid);
    kinesis.put(0, "after");
  });
  expect(await collected(follow(), 2)).toEqual(["before", "after"]);
  expect(notes).toEqual([]);
});

test("where the last record is gone, too, reading goes on with the oldest one, and it is said", async () => {
  const { clock, kinesis, notes, follow } = setUp();
  kinesis.shard(0);
  const gone = "StartingSequenceNumber 1 used in GetShardIterator on shard shardId-000000000000 is invalid";
  clock.at(1_000, () => kinesis.put(0, "before"));
  clock.at(3_000, () => {
    kinesis.fail("GetRecords", fault("ExpiredIteratorException"));
    kinesis.fail("GetShardIterator", fault("InvalidArgumentException", { message: gone }));
  });
  expect(await collected(follow(), 2)).toEqual(["before", "before"]);
  expect(notes).toEqual([
    "shardId-000000000000 no longer has the record that was read last; reading goes on with its oldest one",
  ]);
});

test("a place that was asked for and is wrong ends the tail", async () => {
  const { kinesis, follow } = setUp();
  kinesis.shard(0);
  kinesis.fail(
    "GetShardIterator",
    fault("InvalidArgumentException", { message: "StartingSequenceNumber 1 is invalid" }),
  );
  const places = new Map([[shardId(0), { type: "after", sequenceNumber: "1" }]] as const);
  await expect(collected(follow({ places }))).rejects.toThrow(
    "has no record 1 to start after: StartingSequenceNumber 1 is invalid",
  );
});

test("named shards start at their places, and what is done is not read again", async () => {
  const { kinesis, follow } = setUp({ pageSize: 10 });
  for (const number of [0, 1, 2]) kinesis.shard(number);
  for (const number of [0, 1, 2]) kinesis.put(number, `${number} a`, `${number} b`);
  kinesis.shard(3, 0);
  kinesis.put(3, "3 a");
  const places = new Map<string, Start | "done">([
    [shardId(0), "done"],
    [shardId(1), { type: "after", sequenceNumber: "0" }],
  ]);
  const position = { type: "trim-horizon" } as const;
  const seen = await collected(follow({ position, places, idleTimeout: 5_000 }));
  expect(seen.toSorted()).toEqual(["1 b", "2 a", "2 b", "3 a"]);
});

test("from now on, a closed shard that is named is read from its place, and its children from their beginning", async () => {
  const { kinesis, follow } = setUp({ pageSize: 10 });
  kinesis.shard(0);
  kinesis.shard(1);
  kinesis.put(0, "0 a", "0 b");
  kinesis.put(1, "1 a");
  kinesis.shard(2, 0);
  kinesis.put(2, "2 a");
  const places = new Map([[shardId(0), { type: "at", sequenceNumber: "1" }]] as const);
  expect(await collected(follow({ places, idleTimeout: 5_000 }))).toEqual(["0 b", "2 a"]);
});

test("a shard that is not wanted is not read, and its child waits for the wanted parent only", async () => {
  const { clock, kinesis, follow } = setUp({ pageSize: 10 });
  for (const number of [0, 1]) {
    kinesis.shard(number);
    kinesis.put(number, `${number} a`);
  }
  clock.at(5_000, () => {
    kinesis.shard(2, 0, 1);
    kinesis.put(2, "2 a");
  });
  const position = { type: "trim-horizon" } as const;
  const counts: number[] = [];
  const wants = ({ id }: { readonly id: string }): boolean => id !== shardId(1);
  const onShards = (count: number): void => void counts.push(count);
  expect(await collected(follow({ position, wants, onShards, idleTimeout: 10_000 }))).toEqual(["0 a", "2 a"]);
  expect(kinesis.of("GetShardIterator").map(({ shard }) => shard)).toEqual([shardId(0), shardId(2)]);
  expect(counts).toEqual([1]);
});

test("shards with little in them do not wait for the memory that large ones would take", async () => {
  const { clock, kinesis, follow } = setUp({ pageSize: 100 });
  for (let number = 0; number < 60; number += 1) {
    kinesis.shard(number);
    kinesis.put(number, "little");
  }
  const records = follow({ position: { type: "trim-horizon" } });
  await records.next();
  await clock.sleep(60_000);
  expect(kinesis.of("GetRecords").length).toBe(60);
  await records.return();
});

test("with an idle timeout, a connection that stays broken is an error and not an idle stream", async () => {
  const { clock, kinesis, follow } = setUp();
  kinesis.shard(0);
  clock.at(500, () => {
    for (let time = 0; time < 50; time += 1) kinesis.fail("GetRecords", fault("Error", { code: "ECONNRESET" }));
  });
  await expect(collected(follow({ idleTimeout: 20_000 }))).rejects.toMatchObject({ code: "ECONNRESET" });
});

test("a shard that cannot be read when the others are over ends the tail in time, and is named", async () => {
  const { clock, kinesis, follow } = setUp();
  const start = clock.now();
  kinesis.shard(0);
  kinesis.shard(1);
  for (let count = 0; count < 100; count += 1) kinesis.fail("GetRecords", fault("Error", { code: "ECONNRESET" }), 1);
  await expect(collected(follow({ idleTimeout: 60_000 }))).rejects.toMatchObject({
    message: "shardId-000000000001 could not be read before the idle timeout was over: Error.",
    exitCode: 1,
  });
  expect(clock.now() - start).toBeLessThan(62_000);
});

test("one that can be read again by then is read to its end", async () => {
  const { kinesis, follow } = setUp();
  kinesis.hidden.largest = 1;
  kinesis.shard(0);
  kinesis.shard(1);
  kinesis.put(1, "a", "b", "c");
  for (let count = 0; count < 6; count += 1) kinesis.fail("GetRecords", fault("Error", { code: "ECONNRESET" }), 1);
  const position = { type: "trim-horizon" } as const;
  expect(await collected(follow({ position, idleTimeout: 40_000 }))).toEqual(["a", "b", "c"]);
});

test("records of children are shown before the idle timeout ends the tail, also where closed shards never end", async () => {
  const { clock, kinesis, follow } = setUp();
  kinesis.hidden.endOfClosed = false;
  kinesis.shard(0);
  clock.at(1_000, () => {
    kinesis.shard(1, 0);
    kinesis.shard(2, 1);
    kinesis.put(2, "a", "b");
  });
  const position = { type: "trim-horizon" } as const;
  expect(await collected(follow({ position, idleTimeout: 3_000 }))).toEqual(["a", "b"]);
});

test("the idle timeout ends the tail of a quiet stream, and every record begins it anew", async () => {
  const { clock, kinesis, follow } = setUp();
  kinesis.shard(0);
  kinesis.shard(1);
  const start = clock.now();
  clock.at(20_500, () => kinesis.put(1, "alive"));
  expect(await collected(follow({ idleTimeout: 30_000 }))).toEqual(["alive"]);
  expect(clock.now() - start).toBeGreaterThanOrEqual(50_000);
  expect(clock.now() - start).toBeLessThanOrEqual(53_000);
});

test("a stream that is searched for a distant record is not idle", async () => {
  const { kinesis, follow } = setUp();
  kinesis.shard(0);
  kinesis.put(0, "far away");
  kinesis.hidden.sleepyReplies = 200;
  const position = { type: "trim-horizon" } as const;
  expect(await collected(follow({ position, idleTimeout: 10_000 }))).toEqual(["far away"]);
});

test("the tail ends when the time until has come", async () => {
  const { clock, kinesis, follow } = setUp();
  kinesis.shard(0);
  clock.at(4_500, () => kinesis.put(0, "inside"));
  clock.at(5_500, () => kinesis.put(0, "outside"));
  expect(await collected(follow({ until: new Date(clock.now() + 5_000) }))).toEqual(["inside"]);
});

test("an abort ends the tail at once with the signal's reason, even while a call hangs", async () => {
  const { clock, kinesis, follow } = setUp();
  kinesis.shard(0);
  const { send } = kinesis.client;
  const aborter = new AbortController();
  clock.at(3_500, () => {
    kinesis.client.send = (() => new Promise(() => {})) as typeof send;
  });
  clock.at(9_000, () => aborter.abort(new Error("Ctrl-C")));
  await expect(collected(follow({ signal: aborter.signal }))).rejects.toThrow("Ctrl-C");
});

test("after an abort not even records that were fetched already are given", async () => {
  const { kinesis, follow } = setUp();
  kinesis.shard(0);
  kinesis.put(0, "a", "b");
  kinesis.hidden.largest = 1;
  const aborter = new AbortController();
  const records = follow({ position: { type: "trim-horizon" }, signal: aborter.signal });
  await records.next();
  aborter.abort(new Error("Ctrl-C"));
  await expect(records.next()).rejects.toThrow("Ctrl-C");
});

test("a reader that leaves stops all reading", async () => {
  const { clock, kinesis, follow } = setUp();
  kinesis.shard(0);
  clock.at(1_500, () => kinesis.put(0, "enough"));
  await collected(follow(), 1);
  const calls = kinesis.calls.length;
  await clock.sleep(60_000);
  expect(kinesis.calls.length).toBe(calls);
});

test("a slow reader makes the tail wait instead of filling the memory", async () => {
  const { clock, kinesis, follow } = setUp();
  kinesis.shard(0);
  kinesis.put(0, "a", "b", "c", "d");
  kinesis.hidden.largest = 1;
  const records = follow({ position: { type: "trim-horizon" } });
  await records.next();
  await clock.sleep(60_000);
  expect(kinesis.of("GetRecords").length).toBe(1);
  await records.return();
});

test("a slow reader of many full shards bounds what is fetched, by bytes", async () => {
  const { clock, kinesis, follow } = setUp({ pageSize: 100 });
  const mebibyte = "x".repeat(1024 * 1024);
  for (let number = 0; number < 60; number += 1) {
    kinesis.shard(number);
    kinesis.put(number, ...Array.from({ length: 4 }, () => mebibyte));
  }
  kinesis.hidden.largest = 2;
  const records = follow({ position: { type: "trim-horizon" } });
  await records.next();
  await clock.sleep(600_000);
  const slow = kinesis.of("GetRecords").length;
  expect(slow).toBeLessThanOrEqual(17);
  for (let taken = 1; taken < 120; taken += 1) await records.next();
  await records.return();
  expect(kinesis.of("GetRecords").length).toBeGreaterThanOrEqual(120);
});

test("a stream that is deleted under the tail ends it with one sentence", async () => {
  const { clock, kinesis, follow } = setUp();
  kinesis.shard(0);
  clock.at(2_500, () => kinesis.delete());
  await expect(collected(follow())).rejects.toThrow("The stream orders was deleted while being read.");
});

test("the tail of one shard ends when that is split, and says where its records go", async () => {
  const { clock, kinesis, notes, follow } = setUp();
  kinesis.shard(0);
  kinesis.shard(1);
  clock.at(2_500, () => {
    kinesis.put(0, "last words");
    kinesis.shard(2, 0);
    kinesis.shard(3, 0);
  });
  expect(await collected(follow({ shardIds: [shardId(0)] }))).toEqual(["last words"]);
  expect(notes).toEqual([
    "shardId-000000000000 is closed; its records now go to shardId-000000000002 and shardId-000000000003",
  ]);
});

test("more shards than may be read at the same time are all followed, without a warning of Node.js", async () => {
  const warnings: string[] = [];
  const warned = (warning: Error): void => void warnings.push(warning.name);
  process.on("warning", warned);
  onTestFinished(() => void process.off("warning", warned));
  const { clock, kinesis, follow } = setUp({ pageSize: 1_000 });
  const numbers = Array.from({ length: 100 }, (_, number) => number);
  for (const number of numbers) kinesis.shard(number);
  clock.at(1_500, () => numbers.forEach((number) => kinesis.put(number, `${number}`)));
  const data = await collected(follow(), 100);
  expect(new Set(data).size).toBe(100);
  expect(warnings).toEqual([]);
});
