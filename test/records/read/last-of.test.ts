import fc from "fast-check";
import { expect, test } from "vitest";
import { lastOf } from "../../../src/records/read/last-of.ts";
import { readRecords } from "../../../src/records/read/read-records.ts";
import type { Position } from "../../../src/records/read/position.ts";
import { tail } from "../../../src/records/read/tail.ts";
import { collected } from "./collected.ts";
import { fakeKinesis } from "./fake-kinesis.ts";
import { virtualClock } from "./virtual-clock.ts";

const now = Date.UTC(2026, 0, 1);
const signal = new AbortController().signal;
const text = ({ bytes }: { readonly bytes: Uint8Array }): string[] => [Buffer.from(bytes).toString()];

function stream() {
  const clock = virtualClock(now);
  const kinesis = fakeKinesis(clock, { pageSize: 100 });
  const looks: Position[] = [];
  const pass = (position: Position) => {
    looks.push(position);
    return readRecords(kinesis.client, { streamName: "orders", position, clock, signal });
  };
  return { clock, kinesis, pass, looks };
}

test("the last N are the newest of all shards, whatever their age", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(2), fc.nat(40 * 86_400_000)), { maxLength: 30 }),
      fc.integer({ min: 1, max: 12 }),
      async (ages, count) => {
        const { kinesis, pass } = stream();
        for (const number of [0, 1, 2]) kinesis.shard(number);
        const sorted = ages.toSorted(([, one], [, other]) => other - one);
        for (const [place, [shard, age]] of sorted.entries()) kinesis.putAt(shard, now - age, `${age} ${place}`);
        const { items } = await lastOf(count, now, pass, text);
        const age = (one: string): number => Number(one.split(" ")[0]);
        expect(items.map(age)).toEqual(sorted.map(([, one]) => one).slice(-count));
      },
    ),
    { numRuns: 40 },
  );
});

test("no more of the past is read than it takes", async () => {
  const { kinesis, pass, looks } = stream();
  kinesis.shard(0);
  kinesis.putAt(0, now - 86_400_000, "yesterday");
  kinesis.putAt(0, now - 300_000, "five minutes ago");
  kinesis.putAt(0, now - 1_000, "just now");
  expect((await lastOf(2, now, pass, text)).items).toEqual(["five minutes ago", "just now"]);
  expect(looks).toEqual([
    { type: "time", at: new Date(now - 60_000) },
    { type: "time", at: new Date(now - 480_000) },
  ]);
});

test("within a shard its order counts, though times of arrival go back", async () => {
  const { kinesis, pass } = stream();
  kinesis.shard(0);
  for (const [place, age] of [5_000, 1_000, 3_000].entries()) kinesis.putAt(0, now - age, String(place));
  expect((await lastOf(2, now, pass, text)).items).toEqual(["1", "2"]);
});

test("a tail goes on behind them: nothing is left out, and nothing comes twice", async () => {
  const { clock, kinesis, pass } = stream();
  for (const number of [0, 1, 2]) kinesis.shard(number);
  kinesis.putAt(0, now - 2_000, "a");
  kinesis.putAt(1, now - 1_000, "b");
  kinesis.shard(3, 0);
  const { items, ...rest } = await lastOf(1, now, pass, text);
  expect(items).toEqual(["b"]);
  kinesis.put(1, "c");
  kinesis.put(2, "d");
  kinesis.put(3, "e");
  const after = tail(kinesis.client, { streamName: "orders", ...rest, clock, signal, idleTimeout: 5_000 });
  expect((await collected(after)).toSorted()).toEqual(["c", "d", "e"]);
});

test("so they are of a stream that was split and merged: closed shards hold some of them", async () => {
  const step = fc.record({
    kind: fc.constantFrom("put", "put", "split", "merge"),
    place: fc.nat(),
    age: fc.nat(3_600_000),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.integer({ min: 1, max: 6 }), async (steps, count) => {
      const { kinesis, pass } = stream();
      kinesis.shard(0);
      let [open, next, at, put] = [[0], 1, now - 30 * 3_600_000, 0];
      for (const { kind, place, age } of steps) {
        const [first = 0, second] = open.slice(place % open.length);
        if (kind === "put") {
          at += age + 1;
          kinesis.putAt(first, at, String(put++));
        } else {
          const [parents, children] = kind === "split" || second === undefined ? [[first], 2] : [[first, second], 1];
          for (let child = 0; child < children; child += 1) kinesis.shard(next + child, ...parents);
          open = open.filter((id) => !parents.includes(id));
          for (let child = 0; child < children; child += 1) open.push(next++);
        }
      }
      const { items } = await lastOf(count, now, pass, text);
      expect(items).toEqual(Array.from({ length: put }, (_, number) => String(number)).slice(-count));
    }),
    { numRuns: 60 },
  );
});

test("a record of a child is newer than its parents', whatever their times of arrival say", async () => {
  const { kinesis, pass } = stream();
  kinesis.shard(0);
  kinesis.shard(1);
  kinesis.putAt(0, now - 1_000, "parent");
  kinesis.putAt(1, now - 1_100, "before all");
  kinesis.shard(2, 0);
  kinesis.putAt(2, now - 1_050, "child");
  kinesis.shard(3, 2, 1);
  kinesis.putAt(3, now - 1_200, "grandchild");
  const last = async (count: number) => (await lastOf(count, now, pass, text)).items;
  expect(await last(1)).toEqual(["grandchild"]);
  expect(await last(3)).toEqual(["parent", "child", "grandchild"]);
});
