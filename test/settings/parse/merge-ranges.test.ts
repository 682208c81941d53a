import fc from "fast-check";
import { expect, test } from "vitest";
import { generatedRanges } from "../../helpers/generated-ranges.ts";
import { mergeRanges, rangeOf } from "../../../src/settings/parse/merge-ranges.ts";

test.each([
  ["203.0.113.0/24 203.0.113.7/32", "203.0.113.0/24"],
  ["203.0.113.7/32 203.0.113.0/24", "203.0.113.0/24"],
  ["10.0.0.0/25 10.0.0.128/25", "10.0.0.0/24"],
  ["10.0.0.0/26 10.0.0.128/25 10.0.0.64/26", "10.0.0.0/24"],
  ["10.0.0.128/25 10.0.1.0/25", "10.0.0.128/25 10.0.1.0/25"],
  ["0.0.0.0/1 128.0.0.0/1", "0.0.0.0/0"],
  ["2001:db8::/33 2001:db8:8000::/33 203.0.113.0/24", "2001:db8::/32 203.0.113.0/24"],
  ["::/0 0.0.0.0/0", "::/0 0.0.0.0/0"],
])("%s becomes %s", (given, merged) => expect(mergeRanges(given.split(" ")).join(" ")).toBe(merged));

test("of 500 lists the merged one lets in the same addresses, at each border, and has no overlap", () => {
  fc.assert(
    fc.property(generatedRanges, (given) => {
      const [ranges, merged] = [given.map(rangeOf), mergeRanges(given).map(rangeOf)];
      const borders = ranges.flatMap(({ kind, first, last }) =>
        [first - 1n, first, last, last + 1n].map((address) => ({ kind, address })),
      );
      const has = (some: typeof ranges, { kind, address }: (typeof borders)[number]): number =>
        some.filter((one) => one.kind === kind && one.first <= address && address <= one.last).length;
      for (const border of borders) expect(has(merged, border)).toBe(Math.min(1, has(ranges, border)));
      expect(merged.length).toBeLessThanOrEqual(ranges.length);
    }),
    { numRuns: 500 },
  );
});
