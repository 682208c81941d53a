import { expect, test } from "vitest";
import { sameJson } from "../../src/core/same-json.ts";

test.each([
  ['{"a":1,"b":{"c":2,"d":3}}', '{ "b": {"d":3, "c":2}, "a": 1 }', true],
  ['{"a":[1,2]}', '{"a":[2,1]}', false],
  ['{"a":1}', '{"a":"1"}', false],
  ["no json", "no json", true],
  ["no json", "{}", false],
])("%s and %s: %s", (one, other, same) => {
  expect(sameJson(one, other)).toBe(same);
});
