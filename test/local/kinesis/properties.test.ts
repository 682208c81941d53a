import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bench, drain } from "./bench.ts";
import type { Answer, Bench } from "./bench.ts";

const partitionKey = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 });
const record = fc.record({ key: partitionKey, data: fc.uint8Array({ maxLength: 300 }) });
type Made = { readonly key: string; readonly data: Uint8Array };

async function put({ call }: Bench, { key, data }: Made): Promise<Answer> {
  return call("PutRecord", { StreamName: "s", PartitionKey: key, Data: Buffer.from(data).toString("base64") });
}

const hashOf = (key: string) => BigInt(`0x${createHash("md5").update(key).digest("hex")}`);

const takes = ({ HashKeyRange: { StartingHashKey, EndingHashKey } }: Answer, hash: bigint) =>
  BigInt(StartingHashKey) <= hash && hash <= BigInt(EndingHashKey);

describe("Whatever is put", () => {
  it("comes back byte for byte, in order, from the shard of its key", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(record, { maxLength: 30 }), fc.integer({ min: 1, max: 7 }), async (records, shards) => {
        const local = bench();
        await local.call("CreateStream", { StreamName: "s", ShardCount: shards });
        for (const each of records) await put(local, each);
        const { Shards } = await local.call("ListShards", { StreamName: "s" });
        for (const shard of Shards) {
          const found = await drain(local, "s", shard.ShardId);
          const wanted = records.filter(({ key }) => takes(shard, hashOf(key)));
          expect(found.map(({ PartitionKey, Data }) => [PartitionKey, Data])).toEqual(
            wanted.map(({ key, data }) => [key, Buffer.from(data).toString("base64")]),
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  it("is neither lost nor doubled by splits, merges and other counts, and each child begins after its parents", async () => {
    const step = fc.oneof(
      record.map((made) => ({ do: "put" as const, made })),
      fc.nat(20).map((which) => ({ do: "split" as const, which })),
      fc.nat(20).map((which) => ({ do: "merge" as const, which })),
      fc.integer({ min: 1, max: 6 }).map((count) => ({ do: "scale" as const, count })),
      fc.nat(5000).map((ms) => ({ do: "wait" as const, ms })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const local = bench();
        await local.call("CreateStream", { StreamName: "s", ShardCount: 2 });
        const numbers: string[] = [];
        for (const each of steps) {
          if (each.do === "put") numbers.push((await put(local, each.made)).SequenceNumber);
          else if (each.do === "wait") local.clock.time += each.ms;
          else await reshard(local, each);
        }
        const { Shards } = await local.call("ListShards", { StreamName: "s" });
        const found = [];
        for (const shard of Shards) found.push(...(await drain(local, "s", shard.ShardId)));
        expect(found.map(({ SequenceNumber }) => SequenceNumber).toSorted()).toEqual(numbers.toSorted());
        expectWholeRing(Shards);
        expectLineage(Shards);
      }),
      { numRuns: 60 },
    );
  });
});

async function open({ call }: Bench): Promise<Answer[]> {
  const { Shards } = await call("ListShards", { StreamName: "s", ShardFilter: { Type: "AT_LATEST" } });
  return Shards.toSorted((a: Answer, b: Answer) =>
    BigInt(a.HashKeyRange.StartingHashKey) < BigInt(b.HashKeyRange.StartingHashKey) ? -1 : 1,
  );
}

async function reshard(
  local: Bench,
  step: { do: "split" | "merge"; which: number } | { do: "scale"; count: number },
): Promise<void> {
  const shards = await open(local);
  if (step.do === "scale") {
    if (step.count > shards.length * 2 || step.count < shards.length / 2) return;
    await local.call("UpdateShardCount", {
      StreamName: "s",
      TargetShardCount: step.count,
      ScalingType: "UNIFORM_SCALING",
    });
    expect(await open(local)).toHaveLength(step.count);
    return;
  }
  const [lower, upper] = shards.slice(step.which % shards.length);
  if (step.do === "split") {
    const { StartingHashKey, EndingHashKey } = lower.HashKeyRange;
    const NewStartingHashKey = ((BigInt(StartingHashKey) + BigInt(EndingHashKey)) / 2n).toString();
    await local.call("SplitShard", { StreamName: "s", ShardToSplit: lower.ShardId, NewStartingHashKey });
  } else if (upper) {
    await local.call("MergeShards", {
      StreamName: "s",
      ShardToMerge: lower.ShardId,
      AdjacentShardToMerge: upper.ShardId,
    });
  }
}

/** The open shards take every hash key once. */
function expectWholeRing(shards: Answer[]): void {
  const ranges = shards
    .filter(({ SequenceNumberRange }) => SequenceNumberRange.EndingSequenceNumber === undefined)
    .map(({ HashKeyRange }) => [BigInt(HashKeyRange.StartingHashKey), BigInt(HashKeyRange.EndingHashKey)] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  expect(ranges.map(([first]) => first)).toEqual([0n, ...ranges.slice(0, -1).map(([, last]) => last + 1n)]);
  expect(ranges.at(-1)?.[1]).toBe(2n ** 128n - 1n);
}

function expectLineage(shards: Answer[]): void {
  const byId = new Map(shards.map((shard) => [shard.ShardId, shard]));
  for (const { ParentShardId, AdjacentParentShardId, SequenceNumberRange } of shards) {
    for (const parent of [ParentShardId, AdjacentParentShardId]) {
      if (parent === undefined) continue;
      const end = BigInt(byId.get(parent)!.SequenceNumberRange.EndingSequenceNumber);
      expect(BigInt(SequenceNumberRange.StartingSequenceNumber)).toBeGreaterThan(end);
    }
  }
}
