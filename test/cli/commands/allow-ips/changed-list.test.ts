import { expect, test } from "vitest";
import { withoutRanges, withRanges } from "../../../../src/cli/commands/allow-ips/changed-list.ts";

test("ranges are added and merged", () => {
  expect(withRanges(["10.0.0.0/25"], ["10.0.0.128/25", "203.0.113.7/32"])).toEqual(["10.0.0.0/24", "203.0.113.7/32"]);
});

test("nothing is added where everybody may call: it would shut everybody else out", () => {
  expect(() => withRanges([], ["203.0.113.7/32"])).toThrow("There is no list to add to: everybody may call.");
});

test("a range is removed, with the smaller ones in it", () => {
  expect(withoutRanges(["10.0.0.0/24", "203.0.113.7/32", "203.0.113.9/32"], ["203.0.113.0/24"])).toEqual([
    "10.0.0.0/24",
  ]);
});

test("a part of a listed range is removed exactly: the rest may call", () => {
  expect(withoutRanges(["10.0.0.0/30", "203.0.113.7/32"], ["10.0.0.1/32"])).toEqual([
    "10.0.0.0/32",
    "10.0.0.2/31",
    "203.0.113.7/32",
  ]);
});

test("a list that somebody wrote with bare addresses is the same list", () => {
  expect(withoutRanges(["203.0.113.7", "10.0.0.0/8"], ["203.0.113.7/32"])).toEqual(["10.0.0.0/8"]);
  expect(withRanges(["203.0.113.7"], ["203.0.113.6/32"])).toEqual(["203.0.113.6/31"]);
});

test.each([
  ["198.51.100.1/32", "198.51.100.1/32 is not in the list."],
  ["0.0.0.0/0", "Nothing would be left in the list, and then everybody may call."],
])("%s is not removed: %s", (range, message) => {
  expect(() => withoutRanges(["10.0.0.0/24"], [range])).toThrow(message);
});
