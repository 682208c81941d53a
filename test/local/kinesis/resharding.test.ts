import { describe, expect, it, test } from "vitest";
import { START, base64, bench } from "./bench.ts";
import type { Answer, Bench } from "./bench.ts";

const HOUR = 3_600_000;
const MIDDLE = `${2n ** 127n}`;
const id = (index: number) => `shardId-${String(index).padStart(12, "0")}`;

async function stream(shards: number): Promise<Bench> {
  const local = bench();
  await local.call("CreateStream", { StreamName: "s", ShardCount: shards });
  return local;
}

const splitFirst = ({ call }: Bench) =>
  call("SplitShard", { StreamName: "s", ShardToSplit: id(0), NewStartingHashKey: MIDDLE });

async function read({ call }: Bench, from: object, ShardId = id(0)): Promise<Answer> {
  return call("GetRecords", await call("GetShardIterator", { StreamName: "s", ShardId, ...from }));
}

describe("A closed shard without records names its children, read", () => {
  test.each([
    ["from TRIM_HORIZON", () => ({ ShardIteratorType: "TRIM_HORIZON" })],
    ["from LATEST", () => ({ ShardIteratorType: "LATEST" })],
    ["from a time before it was made", () => ({ ShardIteratorType: "AT_TIMESTAMP", Timestamp: START / 1000 - 60 })],
    ["from a time after", () => ({ ShardIteratorType: "AT_TIMESTAMP", Timestamp: START / 1000 + 1 })],
    ["at its first sequence number", (range: Answer) => at("AT", range.StartingSequenceNumber)],
    ["after its first sequence number", (range: Answer) => at("AFTER", range.StartingSequenceNumber)],
    ["at its last sequence number", (range: Answer) => at("AT", range.EndingSequenceNumber)],
    ["after its last sequence number", (range: Answer) => at("AFTER", range.EndingSequenceNumber)],
  ])("%s", async (_, from) => {
    const local = await stream(1);
    await splitFirst(local);
    local.clock.time += 2000;
    const { Shards } = await local.call("ListShards", { StreamName: "s" });
    const answer = await read(local, from(Shards[0].SequenceNumberRange));
    expect(answer).not.toHaveProperty("NextShardIterator");
    expect(answer.ChildShards.map(({ ShardId }: Answer) => ShardId)).toEqual([id(1), id(2)]);
  });

  it("by an iterator that was fetched while it was open", async () => {
    const local = await stream(1);
    const start = { StreamName: "s", ShardId: id(0), ShardIteratorType: "TRIM_HORIZON" };
    const { NextShardIterator } = await local.call("GetRecords", await local.call("GetShardIterator", start));
    await splitFirst(local);
    expect((await local.call("GetRecords", { ShardIterator: NextShardIterator })).ChildShards).toHaveLength(2);
  });

  it("after its records expired", async () => {
    const local = await stream(1);
    await local.call("PutRecord", { StreamName: "s", PartitionKey: "a", Data: base64("old") });
    local.clock.time += 23 * HOUR;
    await splitFirst(local);
    local.clock.time += 2 * HOUR;
    const answer = await read(local, { ShardIteratorType: "TRIM_HORIZON" });
    expect(answer.Records).toEqual([]);
    expect(answer).not.toHaveProperty("NextShardIterator");
    expect(answer.ChildShards).toHaveLength(2);
  });
});

it("A reader that starts at TRIM_HORIZON and follows the children sees all records of ten reshards", async () => {
  const local = await stream(2);
  const { call } = local;
  const first = (await call("ListShards", { StreamName: "s" })).Shards;
  let put = 0;
  const putSome = async (): Promise<void> => {
    for (let i = 0; i < 7; i++) {
      await call("PutRecord", { StreamName: "s", PartitionKey: `k${put}`, Data: base64(String(put++)) });
    }
  };
  const open = async (): Promise<Answer[]> => {
    const { Shards } = await call("ListShards", { StreamName: "s", ShardFilter: { Type: "AT_LATEST" } });
    const start = ({ HashKeyRange }: Answer) => BigInt(HashKeyRange.StartingHashKey);
    return Shards.toSorted((a: Answer, b: Answer) => (start(a) < start(b) ? -1 : 1));
  };
  const scale = (TargetShardCount: number) =>
    call("UpdateShardCount", { StreamName: "s", TargetShardCount, ScalingType: "UNIFORM_SCALING" });
  const split = async (): Promise<void> => {
    const [{ ShardId, HashKeyRange }] = await open();
    const NewStartingHashKey = `${BigInt(HashKeyRange.EndingHashKey) / 3n}`;
    await call("SplitShard", { StreamName: "s", ShardToSplit: ShardId, NewStartingHashKey });
  };
  const merge = async (): Promise<void> => {
    const [lower, upper] = await open();
    await call("MergeShards", {
      StreamName: "s",
      ShardToMerge: lower.ShardId,
      AdjacentShardToMerge: upper.ShardId,
    });
  };
  // Resharding twice without a record between them leaves shards empty; scaling does so by itself.
  for (const reshard of [split, merge, () => scale(3), split, () => scale(5), () => scale(3), merge, split]) {
    await putSome();
    await reshard();
    local.clock.time += 1000;
  }
  await merge();
  await scale(4);
  await putSome();

  const seen: number[] = [];
  const known = new Set<string>();
  const follow = async (shardId: string): Promise<void> => {
    if (known.has(shardId)) return;
    known.add(shardId);
    let answer = await read(local, { ShardIteratorType: "TRIM_HORIZON" }, shardId);
    for (;;) {
      for (const { Data } of answer.Records) seen.push(Number(Buffer.from(Data, "base64").toString()));
      if (answer.ChildShards) for (const child of answer.ChildShards) await follow(child.ShardId);
      if (answer.Records.length === 0 || !answer.NextShardIterator) return;
      answer = await call("GetRecords", { ShardIterator: answer.NextShardIterator });
    }
  };
  for (const { ShardId } of first) await follow(ShardId);
  expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: put }, (_, i) => i));
  const { Shards } = await call("ListShards", { StreamName: "s" });
  expect(known.size).toBe(Shards.length);
});

function at(where: "AT" | "AFTER", StartingSequenceNumber: string): object {
  return { ShardIteratorType: `${where}_SEQUENCE_NUMBER`, StartingSequenceNumber };
}
