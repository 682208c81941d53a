import { expect, test } from "vitest";
import { sameSchema } from "../../src/engine/same-schema.ts";

test.each([
  ['{"type":"object","required":["a","b"]}', '{ "required": ["b","a"], "type": "object" }', true],
  ['{"required":["a","b"]}', '{"required":["a"]}', false],
  ['{"enum":["x",{"a":1,"b":2}]}', '{"enum":[{"b":2,"a":1},"x"]}', true],
  // A value is a value.
  ['{"enum":[[1,2]]}', '{"enum":[[2,1]]}', false],
  ['{"default":{"required":["a","b"]}}', '{"default":{"required":["b","a"]}}', false],
  ['{"default":[1,2]}', '{"default":[2,1]}', false],
  ['{"properties":{"p":{"type":["string","null"]}}}', '{"properties":{"p":{"type":["null","string"]}}}', true],
  // A property may have any name.
  ['{"properties":{"enum":{"required":["a","b"]}}}', '{"properties":{"enum":{"required":["b","a"]}}}', true],
  ['{"patternProperties":{"^x":{"enum":[1,2]}}}', '{"patternProperties":{"^x":{"enum":[2,1]}}}', true],
  ['{"definitions":{"d":{"enum":[1,2]}}}', '{"definitions":{"d":{"enum":[2,1]}}}', true],
  ['{"dependencies":{"a":["b","c"]}}', '{"dependencies":{"a":["c","b"]}}', true],
  ['{"dependencies":{"a":{"required":["b","c"]}}}', '{"dependencies":{"a":{"required":["c","b"]}}}', true],
  [
    '{"anyOf":[{"type":"string"},{"required":["a","b"]}]}',
    '{"anyOf":[{"required":["b","a"]},{"type":"string"}]}',
    true,
  ],
  ['{"allOf":[{"minLength":1},{"maxLength":2}]}', '{"allOf":[{"maxLength":2},{"minLength":1}]}', true],
  ['{"oneOf":[{"minLength":1},{"maxLength":2}]}', '{"oneOf":[{"maxLength":2},{"minLength":1}]}', true],
  ['{"not":{"enum":[1,2]}}', '{"not":{"enum":[2,1]}}', true],
  ['{"items":{"enum":[1,2]}}', '{"items":{"enum":[2,1]}}', true],
  ['{"items":[{"type":"string"},{}]}', '{"items":[{},{"type":"string"}]}', false],
  ['{"items":[{"enum":[1,2]}]}', '{"items":[{"enum":[2,1]}]}', true],
  ['{"additionalProperties":{"enum":[1,2]}}', '{"additionalProperties":{"enum":[2,1]}}', true],
  ['{"additionalItems":{"enum":[1,2]}}', '{"additionalItems":{"enum":[2,1]}}', true],
  ['{"required":5,"properties":5}', '{"properties":5,"required":5}', true],
  ['{"maximum":1}', '{"maximum":2}', false],
  ["no json", "no json", true],
  ["no json", "{}", false],
])("%s and %s: %s", (one, other, same) => {
  expect(sameSchema(one, other)).toBe(same);
});
