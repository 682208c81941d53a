import { expect, test } from "vitest";
import { readingFigures } from "../../../src/cli/records/reading-figures.ts";
import type { Batch } from "../../../src/records/read/shard/batch.ts";

function reply(keys: readonly string[], more: Partial<Batch> = {}): Batch {
  const records = keys.map((partitionKey) => ({
    shardId: "shardId-000000000000",
    sequenceNumber: "1",
    partitionKey,
    arrivedAt: new Date(0),
    bytes: Buffer.from("x"),
  }));
  return { records, millisBehind: 0, ended: false, full: false, children: [], size: 100, ...more };
}

test("the status has the rate, the shard that is furthest behind, and the waits, once a second", () => {
  let now = 0;
  const figures = readingFigures(() => now);
  figures.reply("orders", "shardId-000000000000", reply(["a", "b"]));
  expect(figures.status()).toBeUndefined();
  now = 2_000;
  expect(figures.status()).toBe("1 records/s, no lag");
  figures.reply("orders", "shardId-000000000001", reply([], { millisBehind: 65_000 }));
  figures.waited();
  expect(figures.status()).toBeUndefined();
  now = 3_000;
  expect(figures.status()).toBe("0 records/s, shard 1 1 min behind, waited once");
});

test("the summary has what was shown, what is left, and the shard that is hot with its key", () => {
  let now = 0;
  const figures = readingFigures(() => now);
  expect(figures.summary()).toEqual([]);
  figures.reply("orders", "shardId-000000000000", reply(["a", "b"]));
  figures.reply("orders", "shardId-000000000001", reply(Array<string>(150).fill("user-7"), { millisBehind: 2_500 }));
  figures.reply(
    "orders",
    "shardId-000000000001",
    reply(Array<string>(50).fill("b"), { millisBehind: 1_500, size: 2e6 }),
  );
  figures.reply("orders", "shardId-000000000002", reply([], { millisBehind: 9_000, ended: true }));
  figures.shown(120);
  now = 61_000;
  expect(figures.summary()).toEqual([
    "120 of 202 records, 2.0 MB, in 1 min",
    "Behind: shard 1 1 s",
    "Shard 1 is hot: 99 % of the records, 75 % of them with the key user-7",
  ]);
});

test("shards that share the records are not hot, nor is a lone one", () => {
  const figures = readingFigures(() => 0);
  figures.reply("orders", "shardId-000000000000", reply(Array<string>(100).fill("a")));
  figures.shown(100);
  expect(figures.summary()).toEqual(["100 records, 100 bytes, in 0 ms"]);
  figures.reply("orders", "shardId-000000000001", reply(Array<string>(90).fill("b")));
  expect(figures.summary()).toHaveLength(1);
});
