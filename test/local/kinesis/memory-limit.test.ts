import {
  CreateStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  PutRecordsCommand,
} from "@aws-sdk/client-kinesis";
import { expect, test } from "vitest";
import { memoryCorner } from "../../../src/local/kinesis/memory-limit.ts";
import { startLocal } from "../../../src/local/index.ts";
import { clientsOf } from "../clients.ts";
import { handClock } from "../hand-clock.ts";

const LIMIT = 1_048_576;

/** A local AWS with two streams of two shards, written to in turn until twice the limit has come. */
async function filled() {
  const told: string[] = [];
  const clock = handClock();
  const local = await startLocal({ clock, memory: LIMIT, onNews: (line) => void told.push(line) });
  const { kinesis } = clientsOf(local);
  const names = ["one", "two"];
  for (const StreamName of names) await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 2 }));
  const first = await kinesis.send(
    new PutRecordsCommand({ StreamName: "one", Records: [{ Data: Buffer.from("first"), PartitionKey: "k" }] }),
  );
  const { ShardId, SequenceNumber } = first.Records![0]!;
  const Data = Buffer.alloc(4096);
  for (let i = 0; i < 16; i++) {
    clock.move(1000);
    for (const StreamName of names) {
      const Records = Array.from({ length: 16 }, (_, n) => ({ Data, PartitionKey: `${i} ${n}` }));
      await kinesis.send(new PutRecordsCommand({ StreamName, Records }));
    }
  }
  return { local, kinesis, told, ShardId: ShardId!, SequenceNumber: SequenceNumber!, names };
}

test("the oldest records of all streams are given up at the limit, and it is told once", async () => {
  const { local, kinesis, told, ShardId, SequenceNumber, names } = await filled();
  await using _ = local;
  const memory = local.account.corner(memoryCorner, "");
  const logs = [...memory.stores].flatMap(({ streams }) => [...streams.values()]).flatMap(({ shards }) => shards);
  const used = logs.reduce((sum, { log }) => sum + log.size, 0);
  expect(used).toBeLessThanOrEqual(LIMIT);
  expect(used).toBeGreaterThan(LIMIT * 0.8);
  expect(told).toEqual([
    "The records of the streams have reached 1 MB: from now on the oldest are given up (--memory).",
  ]);
  // All shards reach back equally far, but for runs of 64 records.
  const ages = logs.map(({ log }) => log.arrivedAt(0));
  expect(Math.max(...ages) - Math.min(...ages)).toBeLessThanOrEqual(8000);

  // What was given up is like what left the retention period: reading goes on with the oldest that is there.
  for (const from of [
    { ShardIteratorType: "TRIM_HORIZON" as const },
    { ShardIteratorType: "AFTER_SEQUENCE_NUMBER" as const, StartingSequenceNumber: SequenceNumber },
  ]) {
    const { ShardIterator } = await kinesis.send(
      new GetShardIteratorCommand({ StreamName: names[0], ShardId, ...from }),
    );
    const { Records } = await kinesis.send(new GetRecordsCommand({ ShardIterator, Limit: 1 }));
    expect(Records![0]!.ApproximateArrivalTimestamp!.getTime()).toBe(logs[Number(ShardId.slice(-1))]!.log.arrivedAt(0));
  }
});
