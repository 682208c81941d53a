import fc from "fast-check";
import { expect, test } from "vitest";
import { isJson, jsonLines } from "../../../../../src/local/page/app/model/json-lines.ts";

const laidOut = (text: string, most = 1000) =>
  jsonLines(text, most)
    .lines.map(({ depth, words }) => "  ".repeat(depth) + words.map((word) => word.text).join(""))
    .join("\n");

test("JSON is laid out as JSON.stringify does it", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(laidOut(JSON.stringify(value))).toBe(JSON.stringify(value, undefined, 2));
    }),
  );
});

test("every word stays as it was sent: numbers, escapes, doubled names", () => {
  const text = '{"n":12345678901234567890,"n":1.50e+3,"\\u0041":"\\/"}';
  expect(laidOut(text)).toBe('{\n  "n": 12345678901234567890,\n  "n": 1.50e+3,\n  "\\u0041": "\\/"\n}');
});

test("names and values are told apart", () => {
  const kinds = jsonLines('{"a":["b",1,null]}', 100).lines.flatMap(({ words }) => words.map(({ kind }) => kind));
  expect(kinds).toEqual(["mark", "key", "mark", "mark", "string", "mark", "number", "mark", "literal", "mark", "mark"]);
});

test("no more lines than asked for", () => {
  const text = JSON.stringify(Array.from({ length: 50 }, (_, index) => index));
  expect(jsonLines(text, 10)).toMatchObject({ more: true, lines: { length: 10 } });
  expect(jsonLines(text, 52)).toMatchObject({ more: false, lines: { length: 52 } });
});

test("what is no JSON is none", () => {
  expect(["{}", "1", " null "].every(isJson)).toBe(true);
  expect(["", "{", "{'a':1}", "1 2"].some(isJson)).toBe(false);
});
