import { describe, expect, it } from "vitest";
import { START, base64, bench } from "./bench.ts";
import type { Answer, Bench } from "./bench.ts";

const ARN = "arn:aws:kinesis:eu-west-1:111122223333:stream/s";
const MIDDLE = `${2n ** 127n}`;
const id = (index: number) => `shardId-${String(index).padStart(12, "0")}`;
const ids = ({ Shards }: Answer) => Shards.map(({ ShardId }: Answer) => Number(ShardId.slice(-12)));

async function stream(shards: number): Promise<Bench> {
  const local = bench();
  await local.call("CreateStream", { StreamName: "s", ShardCount: shards });
  return local;
}

describe("Shards", () => {
  it("of a split say where they come from, and the reader of the old one is sent to the new ones", async () => {
    const { call, clock } = await stream(1);
    await call("PutRecord", { StreamName: "s", PartitionKey: "a", Data: base64("before") });
    const start = { StreamName: "s", ShardId: id(0), ShardIteratorType: "TRIM_HORIZON" };
    const { ShardIterator } = await call("GetShardIterator", start);
    await call("SplitShard", { StreamName: "s", ShardToSplit: id(0), NewStartingHashKey: MIDDLE });
    clock.time += 10;
    const { Shards } = await call("ListShards", { StreamName: "s" });
    expect(Shards[0].SequenceNumberRange.EndingSequenceNumber).toMatch(/^\d{56}$/);
    const children = [
      { ShardId: id(1), HashKeyRange: { StartingHashKey: "0", EndingHashKey: `${2n ** 127n - 1n}` } },
      { ShardId: id(2), HashKeyRange: { StartingHashKey: MIDDLE, EndingHashKey: `${2n ** 128n - 1n}` } },
    ];
    expect(Shards.slice(1)).toMatchObject(children.map((child) => ({ ...child, ParentShardId: id(0) })));

    const first = await call("GetRecords", { ShardIterator });
    expect(first.Records).toHaveLength(1);
    expect(first).not.toHaveProperty("NextShardIterator");
    expect(first.ChildShards).toEqual(children.map((child) => ({ ...child, ParentShards: [id(0)] })));
  });

  it("that are closed are read to their end before the children are named", async () => {
    const { call } = await stream(1);
    for (const data of ["1", "2"]) {
      await call("PutRecord", { StreamName: "s", PartitionKey: "a", Data: base64(data) });
    }
    await call("SplitShard", { StreamName: "s", ShardToSplit: id(0), NewStartingHashKey: MIDDLE });
    const start = { StreamName: "s", ShardId: id(0), ShardIteratorType: "TRIM_HORIZON" };
    const first = await call("GetRecords", { ...(await call("GetShardIterator", start)), Limit: 1 });
    expect(first).not.toHaveProperty("ChildShards");
    const last = await call("GetRecords", { ShardIterator: first.NextShardIterator, Limit: 1 });
    expect(last).not.toHaveProperty("NextShardIterator");
    expect(last.ChildShards).toHaveLength(2);

    const { Shards } = await call("ListShards", { StreamName: "s" });
    const end = {
      ...start,
      ShardIteratorType: "AFTER_SEQUENCE_NUMBER",
      StartingSequenceNumber: Shards[0].SequenceNumberRange.EndingSequenceNumber,
    };
    expect((await call("GetRecords", await call("GetShardIterator", end))).Records).toEqual([]);
  });

  it("of a merge have two parents; the lower must be named first", async () => {
    const { call, refused } = await stream(3);
    const pair = { StreamName: "s", ShardToMerge: id(1), AdjacentShardToMerge: id(0) };
    expect(await refused("MergeShards", pair)).toBe(
      `InvalidArgumentException: Shards ${id(1)} and ${id(0)} in stream s under account 111122223333 are not an adjacent ` +
        "pair of shards eligible for merging",
    );
    await call("MergeShards", { ...pair, ShardToMerge: id(0), AdjacentShardToMerge: id(1) });
    const { Shards } = await call("ListShards", { StreamName: "s" });
    expect(Shards[3]).toMatchObject({ ShardId: id(3), ParentShardId: id(0), AdjacentParentShardId: id(1) });
    expect(await refused("SplitShard", { StreamName: "s", ShardToSplit: id(0), NewStartingHashKey: "9" })).toMatch(
      "InvalidArgumentException",
    );
    expect(await refused("SplitShard", { StreamName: "s", ShardToSplit: id(9), NewStartingHashKey: "9" })).toBe(
      `ResourceNotFoundException: Could not find shard ${id(9)} in stream s under account 111122223333.`,
    );
  });

  it("are scaled to equal ranges, by at most double or half at once", async () => {
    const { call, refused } = await stream(2);
    const scale = (count: number) => ({
      StreamName: "s",
      TargetShardCount: count,
      ScalingType: "UNIFORM_SCALING",
    });
    expect(await refused("UpdateShardCount", scale(5))).toBe(
      "LimitExceededException: UpdateShardCount cannot scale up over double your current open shard count. " +
        "Current open shard count: 2 Target shard count: 5",
    );
    for (const count of [3, 6, 4, 7]) {
      await call("UpdateShardCount", scale(count));
      const { Shards } = await call("ListShards", { StreamName: "s", ShardFilter: { Type: "AT_LATEST" } });
      const starts = Shards.map(({ HashKeyRange }: Answer) => BigInt(HashKeyRange.StartingHashKey)).toSorted(
        (a: bigint, b: bigint) => (a < b ? -1 : 1),
      );
      const ideal = Array.from({ length: count }, (_, i) => (2n ** 128n / BigInt(count)) * BigInt(i));
      const off = starts.map((start: bigint, i: number) => Number(start - ideal[i]!));
      expect(off.every((keys: number) => Math.abs(keys) <= 20)).toBe(true);
      expect(off).toHaveLength(count);
    }
    expect(await refused("UpdateShardCount", scale(3))).toMatch("cannot scale down below half");
  });

  it("are listed a page at a time, with a token that carries the filter and lives five minutes", async () => {
    const { call, refused, clock } = await stream(5);
    await call("MergeShards", { StreamName: "s", ShardToMerge: id(0), AdjacentShardToMerge: id(1) });
    const first = await call("ListShards", { StreamName: "s", MaxResults: 2, ShardFilter: { Type: "AT_LATEST" } });
    expect(ids(first)).toEqual([2, 3]);
    const rest = await call("ListShards", { NextToken: first.NextToken });
    expect(ids(rest)).toEqual([4, 5]);
    expect(rest).not.toHaveProperty("NextToken");
    for (const [member, value] of Object.entries({ StreamName: "s", StreamARN: ARN, ExclusiveStartShardId: id(0) })) {
      expect(await refused("ListShards", { NextToken: first.NextToken, [member]: value })).toBe(
        `InvalidArgumentException: NextToken and ${member} cannot be provided together.`,
      );
    }
    clock.time += 300_001;
    expect(await refused("ListShards", { NextToken: first.NextToken })).toMatch("ExpiredNextTokenException");
    const page = await call("DescribeStream", { StreamName: "s", Limit: 4, ExclusiveStartShardId: id(0) });
    expect(page.StreamDescription.HasMoreShards).toBe(true);
    expect(ids(page.StreamDescription)).toEqual([1, 2, 3, 4]);
  });

  it("are filtered by what was open when", async () => {
    const { call, clock } = await stream(2);
    clock.time += 10_000;
    await call("SplitShard", { StreamName: "s", ShardToSplit: id(0), NewStartingHashKey: "99" });
    clock.time += 10_000;
    await call("MergeShards", { StreamName: "s", ShardToMerge: id(3), AdjacentShardToMerge: id(1) });
    clock.time += 10_000;
    const listed = async (Type: string, rest = {}) =>
      ids(await call("ListShards", { StreamName: "s", ShardFilter: { Type, ...rest } }));
    expect(await listed("AT_LATEST")).toEqual([2, 4]);
    expect(await listed("AT_TRIM_HORIZON")).toEqual([0, 1]);
    expect(await listed("FROM_TRIM_HORIZON")).toEqual([0, 1, 2, 3, 4]);
    expect(await listed("AFTER_SHARD_ID", { ShardId: id(2) })).toEqual([3, 4]);
    const between = { Timestamp: (START + 15_000) / 1000 };
    expect(await listed("AT_TIMESTAMP", between)).toEqual([1, 2, 3]);
    expect(await listed("FROM_TIMESTAMP", between)).toEqual([1, 2, 3, 4]);

    clock.time += 24 * 3_600_000;
    expect(ids(await call("ListShards", { StreamName: "s" }))).toEqual([2, 4]);
  });

  it("are looked for by an id that could be one, before the stream is", async () => {
    const { refused } = bench();
    const unknown = (what: string) => `ResourceNotFoundException: ${what} under account 111122223333`;
    for (const [operation, input] of [
      ["SplitShard", { NewStartingHashKey: "5" }],
      ["MergeShards", { AdjacentShardToMerge: id(1) }],
    ] as const) {
      const ask = (shard: string) =>
        refused(operation, { StreamName: "none", ...input, ShardToSplit: shard, ShardToMerge: shard });
      expect(await ask("2147483648")).toBe(`${unknown("Could not find shard 2147483648 in stream none")}.`);
      expect(await ask("shard-0")).toBe(`${unknown("Stream none")} not found.`);
    }
    expect(await refused("ListShards")).toBe(
      "InvalidArgumentException: Either NextToken or StreamName should be provided.",
    );
  });

  it("are named by a sequence number, of whatever age it is", async () => {
    const { refused } = await stream(2);
    const at = (StartingSequenceNumber: string) =>
      refused("GetShardIterator", {
        StreamName: "s",
        ShardId: id(0),
        ShardIteratorType: "AT_SEQUENCE_NUMBER",
        StartingSequenceNumber,
      });
    const encodes = (shard: string) =>
      `InvalidArgumentException: Invalid StartingSequenceNumber. It encodes ${shard}, while it was used in a call to a shard with ${id(0)}`;
    expect(await at("5")).toBe(encodes("shardId-000000000005"));
    expect(await at("0")).toBe("InternalFailure: ");
    expect(await at(BigInt(`0x2${"0".repeat(37)}800000002`).toString())).toBe(encodes("shardId--02147483648"));
    expect(await at(BigInt(`0x2${"0".repeat(45)}1`).toString())).toContain("did not come from this stream");
  });
});
