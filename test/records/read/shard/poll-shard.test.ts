import { expect, test } from "vitest";
import { tail } from "../../../../src/records/read/tail.ts";
import { fakeKinesis } from "../fake-kinesis.ts";
import { virtualClock } from "../virtual-clock.ts";

test("of shards full of records, no more are fetched at once than memory has room for while they come in", async () => {
  const clock = virtualClock();
  const kinesis = fakeKinesis(clock, { pageSize: 100 });
  for (let number = 0; number < 20; number += 1) {
    kinesis.shard(number);
    kinesis.put(number, ...Array.from({ length: 4 }, () => "x".repeat(1024 * 1024)));
  }
  const signal = new AbortController().signal;
  const records = tail(kinesis.client, { streamName: "orders", position: { type: "trim-horizon" }, clock, signal });
  await records.next();
  await clock.sleep(60_000);
  // 32 MiB: four replies of which 2 MiB are expected come in at once; what is there takes its own size.
  expect(kinesis.of("GetRecords").length).toBeLessThanOrEqual(8);
  await records.return();
});

test("after the first reply, so many records are asked for that the replies of all shards fit into memory", async () => {
  const clock = virtualClock();
  const kinesis = fakeKinesis(clock, { pageSize: 100 });
  for (let number = 0; number < 8; number += 1) {
    kinesis.shard(number);
    kinesis.put(number, ...Array.from({ length: 5 }, () => "x".repeat(4_096)));
  }
  kinesis.hidden.largest = 1;
  const signal = new AbortController().signal;
  const records = tail(kinesis.client, { streamName: "orders", position: { type: "trim-horizon" }, clock, signal });
  for (let count = 0; count < 16; count += 1) await records.next();
  await records.return();
  const limits = kinesis.of("GetRecords").map(({ input }) => ("limit" in input ? Number(input.limit) : 0));
  const later = limits.filter((limit) => limit !== 1_000);
  // Of 4 KiB each: half a MiB at least, and what eight shards have room for.
  expect(later.length).toBeGreaterThanOrEqual(8);
  expect(Math.min(...later)).toBeGreaterThanOrEqual(128);
  expect(Math.max(...later)).toBeLessThanOrEqual(512);
});
