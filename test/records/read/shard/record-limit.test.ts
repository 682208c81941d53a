import { expect, test } from "vitest";
import { recordLimit } from "../../../../src/records/read/shard/record-limit.ts";

const MB = 1024 * 1024;

test("replies are as large as their share of memory, by the size of the last records", () => {
  expect(recordLimit({ records: 1_000, size: 400_000 }, MB)).toBe(2_622);
  expect(recordLimit({ records: 3, size: 3 * MB }, 2 * MB)).toBe(2);
});

test("a reply has a thousand records where nothing is known, and never more than Kinesis allows", () => {
  expect(recordLimit(undefined, MB)).toBe(1_000);
  expect(recordLimit({ records: 10, size: 10 }, MB)).toBe(10_000);
  expect(recordLimit({ records: 10, size: 0 }, MB)).toBe(10_000);
});

test("however many shards there are, four replies a second are as fast as Kinesis is", () => {
  expect(recordLimit({ records: 1, size: MB }, 100)).toBe(1);
  expect(4 * 1_024 * recordLimit({ records: 1, size: 1_024 }, 100)).toBeGreaterThanOrEqual(2 * MB);
});
