import { expect, test } from "vitest";
import { readingOf } from "../../../src/cli/records/reading-of.ts";

const reading = (options: Partial<Parameters<typeof readingOf>[0]>) =>
  readingOf({ decode: true, ...options }, 0, { type: "trim-horizon" });

test.each([[["1", "2"]], [["1,2"]], [["1, 2"]]])("shards are named as words or by commas: %j", (shard) => {
  expect(reading({ shard }).shardIds).toEqual(["1", "2"]);
});

test("so are places in them", () => {
  const { named } = reading({ fromSequence: ["1:49,2:50", "3:51"], shard: ["1,2", "3"] });
  expect(named).toEqual(["shardId-000000000001", "shardId-000000000002", "shardId-000000000003"]);
});

test.each([["1,"], [","], ["1,,2"]])("--shard %j names nothing between its commas", (shard) => {
  expect(() => reading({ shard: [shard] })).toThrow(`--shard "${shard}" names nothing between its commas.`);
});
