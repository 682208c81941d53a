import { expect, test } from "vitest";
import { JsonSyntaxError, parseJson } from "../../../../src/local/velocity/values/json-parse.ts";
import { printJson } from "../../../../src/local/velocity/values/print.ts";

// As json-smart reads and writes it (JSONParserBase, JsonWriter), in the permissive mode that Jayway's JSONPath uses.
test.each([
  ["escapes that JSON has", String.raw`"\"\\\/\b\f\n\r\t\u0041"`, '"/\b\f\n\r\tA'.replace('"', '"\\')],
  ["a single quote", String.raw`"\'"`, "'"],
  ["two hexadecimal digits", String.raw`"\x41b"`, "Ab"],
  ["an escape that nobody knows is left out", String.raw`"a\qb"`, "ab"],
  ["control characters stay in a string without escapes", '"a\tb\u0001"', "a\tb\u0001"],
  ["and are left out of one with escapes", String.raw`"a\n` + '\tb\u0001\u007fc"', "a\nbc"],
])("%s", (_, text, value) => {
  expect(parseJson(text)).toBe(value);
});

test.each([
  String.raw`"\x"`,
  String.raw`"\x4"`,
  String.raw`"\xzz"`,
  String.raw`"\u12"`,
  String.raw`"\n` + '\u001a"',
  String.raw`"\n`,
])("%j is no JSON", (text) => {
  expect(() => parseJson(text)).toThrow(JsonSyntaxError);
});

test.each([
  ['{"a":NaN}', '{"a":NaN}'],
  ["[NaN,NaNa]", '[NaN,"NaNa"]'],
  ['{"a":1e400}', '{"a":null}'],
  ['{"a":1700000000.123456789}', '{"a":1700000000.123456789}'],
])("%s is written as %s", (text, written) => {
  expect(printJson(parseJson(text))).toBe(written);
});

test.each([
  ['{"a":1 "b":2}', '{"a":"1 \\"b\\":2"}'],
  ["{a b, c:1}", '{"a b, c":1}'],
  ["{a:b]:c}", '{"a":"b]:c"}'],
  ["[a:b},c]", '["a:b}","c"]'],
  ["[1.,-0,1.5.2]", '[1.0,0,"1.5.2"]'],
])("%s is taken for %s, as json-smart 2.6.0 takes it", (text, written) => {
  expect(printJson(parseJson(text))).toBe(written);
});

test.each(["{:1}", "{[:1}", "{]:1}", "{{:1}", "{a}"])("%s is no object", (text) => {
  expect(() => parseJson(text)).toThrow(JsonSyntaxError);
});
