import { expect, test } from "vitest";
import { sameValue } from "../../src/engine/same-json.ts";

test.each([
  [{ a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }, true],
  [{ a: [1, 2] }, { a: [2, 1] }, false],
  [{ a: 1 }, { a: "1" }, false],
])("%j and %j: %s", (one, other, same) => {
  expect(sameValue(one, other)).toBe(same);
});
