import { expect, test } from "vitest";
import { rateOf } from "../../../src/records/shards/describe-shards.ts";

test.each([
  ["all of the last minute was read", { arrived: [1_000, 2_000, 59_000], more: false }, 3],
  ["nothing came", { arrived: [], more: false }, 0],
  ["a thousand records in six seconds, and more behind them", { arrived: [0, 3_000, 6_000], more: true }, 30],
  ["it aged out", undefined, undefined],
])("%s", (_, sample, rate) => {
  expect(rateOf(sample, 0)).toBe(rate);
});
