import { expect, test } from "vitest";
import { tags as firehoseTags, record } from "../../../src/local/firehose/members.ts";
import { jsonDialect } from "../../../src/local/protocols/json-dialect.ts";
import { list, map, textMap } from "../../../src/local/shape/collection.ts";
import { blob, integer } from "../../../src/local/shape/scalar.ts";
import type { Shape } from "../../../src/local/shape/shape.ts";
import { readInput, required, structure } from "../../../src/local/shape/structure.ts";
import { text } from "../../../src/local/shape/text.ts";

const size = { min: 0, max: 1 };
const data = Buffer.alloc(7000).toString("base64");

function said(shape: Shape<unknown>, given: unknown): string {
  try {
    readInput(structure({ Records: shape }), { Records: given }, jsonDialect);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "";
}

test("a list of too many structures is quoted as recorded of Firehose", () => {
  const each = "Record(data=java.nio.HeapByteBuffer[pos=0 lim=7000 cap=7000])";
  expect(said(list(record, size), [{ Data: data }, { Data: data }])).toBe(
    `1 validation error detected: Value '[${each}, ${each}]' at 'records' failed to satisfy constraint: Member must have length less than or equal to 1`,
  );
});

test.each<[string, Shape<unknown>, unknown, string]>([
  ["tags", firehoseTags, Array.from({ length: 51 }, () => ({ Key: "k" })), "Value '[Tag(key=k, value=null), Tag(key=k"],
  ["a structure without a name", list(structure({ A: blob(9) }), size), [{ A: data.slice(0, 8) }, {}], "'[(a=java.nio"],
  ["a map", list(map(integer()), size), [{ a: 1, b: 2 }, {}], "Value '[{a=1, b=2}, {}]'"],
])("%s is quoted as Java prints it, without its bytes", (_, shape, given, told) => {
  expect(said(shape, given)).toContain(told);
});

const long = "x".repeat(60_000);
test.each<[string, Shape<unknown>, unknown]>([
  ["a list", list(structure({ A: required(text()) }), size), [{ A: long }, { A: long }]],
  ["a list of texts", list(text(), size), [long, long]],
  ["a text", text({ max: 1 }), long + long],
  ["a map", textMap(size, { min: 0, max: 9 }, { min: 0, max: 9 }), { a: long, b: long }],
])("of %s that is very long messages quote the start", (_, shape, given) => {
  for (const quote of said(shape, given).matchAll(/Value '(.*?)' at/g)) expect(quote[1]).toMatch(/^.{100000}…$/);
  expect(said(shape, given)).toContain("…' at 'records'");
});
