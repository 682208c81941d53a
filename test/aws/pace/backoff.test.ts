import { expect, test } from "vitest";
import { backoff } from "../../../src/aws/pace/backoff.ts";

test("each wait is twice the one before, up to the longest", () => {
  const waits = [0, 1, 2, 3, 4, 5, 2_000].map((failed) => backoff(failed, { first: 1_000, most: 15_000 }));
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000]);
  expect(backoff(3, { first: 100 })).toBe(800);
});
