import { expect, test } from "vitest";
import type { Position } from "../../../src/records/read/position.ts";
import { readRecords, type ReadOptions } from "../../../src/records/read/read-records.ts";
import { collected } from "./collected.ts";
import { fakeKinesis, fault, shardId } from "./fake-kinesis.ts";
import { virtualClock } from "./virtual-clock.ts";

const oldest: Position = { type: "trim-horizon" };

function setUp(options: Parameters<typeof fakeKinesis>[1] = {}) {
  const clock = virtualClock();
  const kinesis = fakeKinesis(clock, options);
  const notes: string[] = [];
  const read = (more: Partial<ReadOptions> = {}) =>
    readRecords(kinesis.client, {
      streamName: "orders",
      position: oldest,
      clock,
      signal: new AbortController().signal,
      report: { event: (event) => void ("text" in event && notes.push(event.text)) },
      ...more,
    });
  return { clock, kinesis, notes, read };
}

test("one pass gives the records of all shards, however many pages the list has, and ends", async () => {
  const { kinesis, read } = setUp({ pageSize: 2 });
  for (const number of [0, 1, 2, 3, 4]) {
    kinesis.shard(number);
    kinesis.put(number, `${number}a`, `${number}b`);
  }
  const data = await collected(read());
  expect([...data].sort()).toEqual(["0a", "0b", "1a", "1b", "2a", "2b", "3a", "3b", "4a", "4b"]);
  expect(kinesis.of("ListShards").map((call) => call.input)).toEqual([
    { StreamName: "orders" },
    { NextToken: "2" },
    { NextToken: "4" },
  ]);
});

test("where nothing has answered yet, one pass ends in a few seconds; a connection that breaks is waited for", async () => {
  const refused = fault("Error", { code: "ECONNREFUSED", message: "connect ECONNREFUSED 127.0.0.1:4566" });
  for (const local of [true, false]) {
    const { clock, kinesis, read } = setUp();
    const start = clock.now();
    for (let time = 0; time < 50; time += 1) kinesis.fail("ListShards", refused);
    await expect(collected(read({ local }))).rejects.toMatchObject({ code: "ECONNREFUSED" });
    expect(clock.now() - start).toBeLessThanOrEqual(4_000);
  }
  const { clock, kinesis, read } = setUp();
  kinesis.shard(0);
  kinesis.put(0, "late");
  const start = clock.now();
  for (let time = 0; time < 5; time += 1) kinesis.fail("GetRecords", refused);
  expect(await collected(read())).toEqual(["late"]);
  expect(clock.now() - start).toBeGreaterThan(20_000);
});

test("a list whose token expired is begun again", async () => {
  const { kinesis, read } = setUp({ pageSize: 1 });
  kinesis.shard(0);
  kinesis.shard(1);
  kinesis.put(1, "seen once");
  const { send } = kinesis.client;
  let pages = 0;
  kinesis.client.send = ((command: never, ...rest: never[]) => {
    const isSecondPage =
      (command as { input: { NextToken?: string } }).input.NextToken !== undefined && (pages += 1) === 1;
    return isSecondPage
      ? Promise.reject(fault("ExpiredNextTokenException"))
      : (send as (...all: never[]) => unknown).call(kinesis.client, command, ...rest);
  }) as typeof send;
  expect(await collected(read())).toEqual(["seen once"]);
});

test("a pass reads on while Kinesis says that there is more, even when a reply is empty", async () => {
  const { kinesis, read } = setUp();
  kinesis.shard(0);
  kinesis.put(0, "far away");
  kinesis.hidden.sleepyReplies = 3;
  expect(await collected(read())).toEqual(["far away"]);
});

test("reads of one shard are never closer than a fifth of a second", async () => {
  const { kinesis, read } = setUp();
  kinesis.shard(0);
  kinesis.put(0, "a", "b", "c", "d", "e");
  kinesis.hidden.largest = 1;
  await collected(read());
  const times = kinesis.of("GetRecords").map((call) => call.at);
  expect(times.length).toBe(5);
  for (const [place, time] of times.slice(1).entries()) expect(time - (times[place] ?? 0)).toBeGreaterThanOrEqual(200);
});

test("after a large reply the next read waits until Kinesis allows it", async () => {
  const { clock, kinesis, read } = setUp();
  kinesis.shard(0);
  kinesis.put(0, "x".repeat(5 * 1024 * 1024), "b");
  kinesis.hidden.largest = 1;
  await collected(read());
  expect(clock.slept).toEqual([2_500]);
});

test("parents come before their children, across a split and a merge", async () => {
  const { kinesis, read } = setUp();
  kinesis.shard(0);
  kinesis.put(0, "first");
  kinesis.shard(1, 0);
  kinesis.shard(2, 0);
  kinesis.put(1, "second");
  kinesis.put(2, "second");
  kinesis.shard(3, 1, 2);
  kinesis.put(3, "third");
  kinesis.hidden.sleepyReplies = 5;
  expect(await collected(read())).toEqual(["first", "second", "second", "third"]);
});

test.each([
  ["as the last reply names them", {}],
  ["as the list shows them where the last reply does not", { childShards: false }],
])("a shard that is split in the middle of a pass is read to the end of its children, %s", async (_, options) => {
  const { clock, kinesis, read } = setUp(options);
  kinesis.shard(0);
  kinesis.put(0, "a", "b");
  kinesis.hidden.largest = 1;
  clock.at(100, () => {
    kinesis.shard(1, 0);
    kinesis.put(1, "c");
  });
  expect(await collected(read())).toEqual(["a", "b", "c"]);
});

test("a closed shard whose end is never told, as by some emulators, does not hold up its children", async () => {
  const { kinesis, read } = setUp();
  kinesis.shard(0);
  kinesis.put(0, "a");
  kinesis.shard(1, 0);
  kinesis.put(1, "b");
  kinesis.hidden.endOfClosed = false;
  expect(await collected(read())).toEqual(["a", "b"]);
});

test("nor does one that came into being and was closed during the pass", async () => {
  const { clock, kinesis, read } = setUp();
  kinesis.shard(0);
  kinesis.put(0, "a", "b");
  kinesis.hidden.largest = 1;
  clock.at(100, () => {
    kinesis.shard(1, 0);
    kinesis.shard(2, 1);
    kinesis.put(2, "c");
  });
  kinesis.onCall((operation) => {
    if (operation === "GetShardIterator" && clock.now() > Date.UTC(2026, 0, 1)) kinesis.hidden.endOfClosed = false;
  });
  expect(await collected(read())).toEqual(["a", "b", "c"]);
});

test("a shard that has aged out since the list was made is passed over", async () => {
  const { kinesis, read } = setUp();
  kinesis.shard(0);
  kinesis.shard(1, 0);
  kinesis.put(1, "kept");
  kinesis.fail("GetShardIterator", fault("ResourceNotFoundException"), 0);
  const records = read();
  const first = records.next();
  kinesis.forget(0);
  expect(Buffer.from((await first).value?.records[0]?.bytes ?? []).toString()).toBe("kept");
});

test("a pass from a time to a time takes the first and leaves the second out", async () => {
  const { clock, kinesis, read } = setUp();
  kinesis.shard(0);
  const start = clock.now();
  for (const second of [1, 2, 3, 4]) clock.at(second * 1_000, () => kinesis.put(0, `at ${second} s`));
  await clock.sleep(5_000);
  const window = { position: { type: "time", at: new Date(start + 2_000) }, until: new Date(start + 4_000) } as const;
  expect(await collected(read(window))).toEqual(["at 2 s", "at 3 s"]);
});

test("records far behind the end of the window are not fetched", async () => {
  const { clock, kinesis, read } = setUp();
  kinesis.shard(0);
  kinesis.hidden.largest = 1;
  for (const minute of [1, 2, 3, 4, 5]) clock.at(minute * 60_000, () => kinesis.put(0, `${minute}`));
  await clock.sleep(600_000);
  expect(await collected(read({ until: new Date(clock.now() - 450_000) }))).toEqual(["1", "2"]);
  expect(kinesis.of("GetRecords").length).toBe(3);
});

test("only the shards that were asked for are read, by id or by number", async () => {
  const { kinesis, read } = setUp();
  for (const number of [0, 1, 2]) {
    kinesis.shard(number);
    kinesis.put(number, `${number}`);
  }
  expect([...(await collected(read({ shardIds: ["1", shardId(2)] })))].sort()).toEqual(["1", "2"]);
  await expect(collected(read({ shardIds: ["7"] }))).rejects.toMatchObject({
    message: "The stream orders has no shard shardId-000000000007.",
    exitCode: 2,
  });
});

test("no stream is said in one sentence", async () => {
  const { kinesis, read } = setUp();
  kinesis.delete();
  await expect(collected(read())).rejects.toThrow("Stream orders does not exist in ");
});

test.each(["ListShards", "GetShardIterator", "GetRecords"])(
  "a start that meets trouble in %s waits it out",
  async (call) => {
    const { clock, kinesis, read } = setUp();
    kinesis.shard(0);
    kinesis.shard(1);
    kinesis.put(1, "a");
    kinesis.fail(call, fault("Error", { code: "ECONNRESET" }));
    kinesis.fail(call, fault("ProvisionedThroughputExceededException"));
    kinesis.fail(call, fault("SyntaxError", { $response: { statusCode: 500 } }));
    expect(await collected(read())).toEqual(["a"]);
    expect(clock.slept).toContain(2_000);
  },
);

test("a broken connection is waited out", async () => {
  const { clock, kinesis, notes, read } = setUp();
  kinesis.shard(0);
  kinesis.put(0, "a", "b");
  kinesis.hidden.largest = 1;
  clock.at(100, () => {
    kinesis.fail("GetRecords", fault("Error", { code: "ECONNRESET" }));
    kinesis.fail("GetRecords", fault("SyntaxError", { $response: { statusCode: 500 } }));
  });
  expect(await collected(read())).toEqual(["a", "b"]);
  expect(clock.slept.slice(-3)).toEqual([250, 1_000, 2_000]);
  expect(notes).toEqual(["Kinesis cannot be read just now (Error.); trying again in 1 s"]);
});

test("a fault that waiting does not mend ends the pass", async () => {
  const { kinesis, read } = setUp();
  kinesis.shard(0);
  kinesis.fail("GetRecords", fault("AccessDeniedException"));
  await expect(collected(read())).rejects.toMatchObject({ name: "AccessDeniedException" });
});

test("with an end, what arrived before it is found among what came a little later, and no further", async () => {
  const { clock, kinesis, read } = setUp();
  const until = new Date(clock.now() - 60_000);
  const at = (seconds: number): number => until.getTime() + seconds * 1_000;
  kinesis.shard(0);
  kinesis.hidden.largest = 1;
  kinesis.putAt(0, at(-2), "before");
  kinesis.putAt(0, at(9.999), "a little later");
  kinesis.putAt(0, at(-1), "before, too");
  kinesis.putAt(0, at(10), "beyond");
  kinesis.putAt(0, at(-1), "nobody looks that far");
  expect(await collected(read({ until }))).toEqual(["before", "before, too"]);
  expect(kinesis.of("GetRecords")).toHaveLength(4);
});

test("a shard that Kinesis does not know though it lists it is an error, whatever else it lists", async () => {
  const { kinesis, read } = setUp();
  for (const number of [0, 1, 2]) kinesis.shard(number);
  kinesis.put(1, "a");
  kinesis.fail("GetShardIterator", fault("ResourceNotFoundException"), 1);
  await expect(collected(read())).rejects.toThrow("ResourceNotFoundException");
});
