import fc from "fast-check";
import { expect, test } from "vitest";
import { rangeOf } from "../../../src/settings/parse/merge-ranges.ts";
import { subtractRanges } from "../../../src/settings/parse/subtract-ranges.ts";
import { generatedRanges } from "../../helpers/generated-ranges.ts";

test.each([
  ["10.0.0.0/24", "10.0.0.0/24", ""],
  ["10.0.0.0/24", "10.0.0.128/25", "10.0.0.0/25"],
  ["10.0.0.0/30", "10.0.0.1/32", "10.0.0.0/32 10.0.0.2/31"],
  ["10.0.0.0/24 203.0.113.7/32", "203.0.0.0/16", "10.0.0.0/24"],
  ["10.0.0.0/24", "192.0.2.0/24", "10.0.0.0/24"],
  ["2001:db8::/126", "2001:db8::3/128", "2001:db8::/127 2001:db8::2/128"],
  ["0.0.0.0/0 ::/0", "0.0.0.0/0", "::/0"],
])("%s without %s is %s", (list, taken, left) => {
  expect(subtractRanges(list.split(" "), taken.split(" ")).join(" ")).toBe(left);
});

test("of 500 lists exactly the addresses of the one that are not in the other are left, at each border", () => {
  fc.assert(
    fc.property(generatedRanges, generatedRanges, (list, taken) => {
      const [ranges, away, left] = [list, taken, subtractRanges(list, taken)].map((some) => some.map(rangeOf));
      const borders = [...ranges!, ...away!].flatMap(({ kind, first, last }) =>
        [first - 1n, first, last, last + 1n].map((address) => ({ kind, address })),
      );
      const has = (some: typeof ranges, { kind, address }: (typeof borders)[number]): number =>
        some!.filter((one) => one.kind === kind && one.first <= address && address <= one.last).length;
      for (const border of borders)
        expect(has(left, border)).toBe(has(away, border) > 0 ? 0 : Math.min(1, has(ranges, border)));
    }),
    { numRuns: 500 },
  );
});
