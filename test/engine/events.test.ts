import { expect, test } from "vitest";
import { describeDrift } from "../../src/engine/events.ts";

test("short values are shown, from old to new; long ones are not", () => {
  expect(
    describeDrift([
      { field: "shards", wanted: 2, actual: 1 },
      { field: "kms-key", wanted: "alias/mine", actual: "" },
      { field: "policy", wanted: "x".repeat(61), actual: "" },
    ]),
  ).toBe("shards: 1 → 2, kms-key: none → alias/mine, policy");
});

test("more than four differences are counted", () => {
  const five = ["a", "b", "c", "d", "e", "f"].map((field) => ({ field, wanted: true, actual: false }));
  expect(describeDrift(five)).toBe("a: false → true, b: false → true, c: false → true, d: false → true, 2 more");
});

test("of tags, only that they differ is said", () => {
  const wanted = { "kinesis-proxy-path": "/in" };
  expect(describeDrift([{ field: "tags", wanted, actual: {} }])).toBe("tags");
  expect(describeDrift([{ field: "tags", wanted: "production", actual: "" }])).toBe("tags: none → production");
});
