import { expect, test } from "vitest";
import { decodeCbor } from "../../../src/local/protocols/cbor/decode-cbor.ts";
import { encodeCbor } from "../../../src/local/protocols/cbor/encode-cbor.ts";
import { Double } from "../../../src/local/shape/double.ts";
import { jsonText } from "../../../src/local/protocols/json-wire/json-text.ts";
import { xmlElement } from "../../../src/local/protocols/xml.ts";

test.each([
  [3, "3.0"],
  [0, "0.0"],
  [-2.5, "-2.5"],
  [24_000_000, "2.4E7"],
])("%d as a double is %s in JSON and XML, and eight bytes in CBOR", (value, written) => {
  const double = new Double(value);
  expect(jsonText({ a: double })).toBe(`{"a":${written}}`);
  expect(JSON.parse(jsonText(double))).toBe(value);
  expect(xmlElement("a", double)).toBe(`<a>${written}</a>`);
  expect(encodeCbor(double)).toHaveLength(9);
  expect(decodeCbor(encodeCbor(double))).toBe(value);
});

test("what JSON has no number for is text", () => {
  expect(jsonText(new Double(Infinity))).toBe('"Infinity"');
});
