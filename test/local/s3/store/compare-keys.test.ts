import fc from "fast-check";
import { expect, test } from "vitest";
import { compareKeys } from "../../../../src/local/s3/store/compare-keys.ts";

test("keys are in the order of their bytes in UTF-8", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "~", "é", "\uFFFD", "\uE000", "😀", "𐀀") });
  fc.assert(
    fc.property(text, text, (one, other) => {
      expect(Math.sign(compareKeys(one, other))).toBe(Buffer.compare(Buffer.from(one), Buffer.from(other)));
    }),
  );
});
