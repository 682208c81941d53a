import { expect, test } from "vitest";
import { isWritable } from "../../../../src/local/execute-api/response/is-writable.ts";

test.each([
  ["X-A", "plain", true],
  ["X-A", "\u00e9", true],
  ["X-A", "\u20ac", false],
  ["X-A", "x\r\ny: z", false],
  ["X-A", ["fine", "\u0000"], false],
  ["X A", "plain", false],
  ["", "plain", false],
])("%j: %j can be written: %s", (name, value, expected) => {
  expect(isWritable(name, value)).toBe(expected);
});
