import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePartitionKey } from "../../../src/mapping/request/partition-key.ts";
import { putRecordTemplate } from "../../../src/mapping/request/put-record-template.ts";
import { record, request, type Given } from "../rendering.ts";
import { anyBody, anyText, anyUnits } from "../values.ts";

const keyOf = (source: string, given: Given): string =>
  record(putRecordTemplate({ streamName: "orders", partitionKey: parsePartitionKey(source) }), given).key;

/** What Kinesis is to get for a value: at most 256 UTF-16 units, no half of a pair at the end. */
function expected(value: string): string {
  const cut = value.length > 256 && value.codePointAt(255)! > 0xffff ? 255 : 256;
  return value.slice(0, cut) || request.extendedId;
}

/** How a value gets into a request, by source. */
const carriers: readonly (readonly [source: string, given: (value: string) => Given])[] = [
  ["header:X-Tenant", (value) => ({ header: { "x-TENANT": value } })],
  ["query:user id", (value) => ({ querystring: { "user id": value } })],
  ["path:tenant", (value) => ({ path: { tenant: value } })],
  ["body:$.user['the id'][1]", (value) => ({ body: JSON.stringify({ user: { "the id": [0, value] } }) })],
];

describe.each(carriers)("the key from %s", (source, given) => {
  test("is the value, whatever it holds, cut to 256 characters", () => {
    fc.assert(
      fc.property(anyText, (value) => {
        // What looks encoded in a path is decoded.
        fc.pre(!source.startsWith("path:") || !value.includes("%"));
        // The parser that templates use leaves DEL out of a string with escapes.
        fc.pre(!source.startsWith("body:") || !value.includes("\u007f"));
        expect(keyOf(source, given(value))).toBe(expected(value));
      }),
      { numRuns: 300 },
    );
  });

  test("keeps each control character", () => {
    for (let code = 0; code < 0xa0; code++) {
      const value = `a${String.fromCharCode(code)}b`;
      expect(keyOf(source, given(value))).toBe(value);
    }
  });

  test("is cut in front of an emoji that would be cut in two, never inside an escape sequence", () => {
    const emoji = `${"x".repeat(255)}😀`;
    expect(keyOf(source, given(emoji))).toBe("x".repeat(255));
    expect(keyOf(source, given(`${"x".repeat(254)}😀`))).toBe(`${"x".repeat(254)}😀`);
    expect(keyOf(source, given('"'.repeat(10_000)))).toBe('"'.repeat(256));
  });

  test("is the request id where it is missing or empty", () => {
    expect(keyOf(source, {})).toBe(request.extendedId);
    expect(keyOf(source, given(""))).toBe(request.extendedId);
    expect(keyOf(source, { extendedRequestId: "" })).toBe(request.id);
  });
});

describe("the key from the path is the same whether API Gateway decodes or not", () => {
  const key = (tenant: string): string => keyOf("path:tenant", { path: { tenant } });

  test("for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (value) => {
        fc.pre(value !== "" && !/%[0-9a-f]{2}/i.test(value));
        expect(key(encodeURIComponent(value))).toBe(key(value));
        expect(key(value)).toBe(expected(value));
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ["a%2Fb", "a/b", "a/b"],
    ["a%20b+c%2Bd", "a b+c+d", "a b+c+d"],
    ["%EC%84%9C%EC%9A%B8", "서울", "서울"],
    ["caf%c3%a9", "café", "café"],
    ["%41%7e", "A~", "A~"],
    ["100%25", "100%", "100%"],
    ["a%252Fb", "a%2Fb", "a/b"],
    ["%FF", "\uFFFD", "\uFFFD"],
  ])("%s and %s give %s", (raw, read, expectedKey) => {
    expect([key(raw), key(read)]).toEqual([expectedKey, expectedKey]);
  });
});

describe("the key from the body", () => {
  const source = "body:$.id";

  test.each([
    ['{"id":12345678901234567890}', "12345678901234567890"],
    ['{"id":-1.5}', "-1.5"],
    ['{"id":true}', "true"],
    ['{"id":false}', "false"],
    ['{"id":null}', request.extendedId],
    ['{"id":{"a":1}}', request.extendedId],
    ['{"id":{}}', request.extendedId],
    ['{"id":[1]}', request.extendedId],
    ['{"id":[]}', request.extendedId],
    ["[]", request.extendedId],
    ['"id"', request.extendedId],
    ['{"id":"a"', request.extendedId],
    ["{id:a}", request.extendedId],
    ["id=a&b", request.extendedId],
  ])("%s gives %s", (body, key) => expect(keyOf(source, { body })).toBe(key));

  test("is valid for any body", () => {
    fc.assert(
      fc.property(anyBody, (body) => void expect(keyOf(source, { body })).not.toBe("")),
      { numRuns: 500 },
    );
  });

  test("has no halves of surrogate pairs, which are no characters", () => {
    fc.assert(
      fc.property(anyUnits, (id) => {
        const key = keyOf(source, { body: JSON.stringify({ id }) });
        expect(key).toBe(expected(id).replace(/\p{Cs}/gu, "?"));
      }),
      { numRuns: 300 },
    );
  });
});

test("a header is not taken from the query, and a query parameter called header hides none", () => {
  const given = { querystring: { "X-Tenant": "query", header: "query" } };
  expect(keyOf("header:X-Tenant", given)).toBe(request.extendedId);
  expect(keyOf("header:X-Tenant", { ...given, header: { "X-Tenant": "acme" } })).toBe("acme");
});

test("the source IP and the request id are the request's own", () => {
  expect(keyOf("source-ip", {})).toBe(request.sourceIp);
  expect(keyOf("request-id", {})).toBe(request.extendedId);
  expect(keyOf("request-id", { extendedRequestId: "" })).toBe(request.id);
});

test("a constant is that text, whatever it holds", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      fc.pre(text !== "" && text.length <= 256);
      expect(keyOf(`constant:${text}`, {})).toBe(text);
    }),
    { numRuns: 300 },
  );
});

test("a query parameter may have any name", () => {
  fc.assert(
    fc.property(anyText, (name) => {
      fc.pre(name !== "");
      expect(keyOf(`query:${name}`, { querystring: { [name]: "found" } })).toBe("found");
    }),
    { numRuns: 300 },
  );
});

test.each([
  "",
  "ip",
  "Header:X",
  "request-id:x",
  "source-ip:",
  "header",
  "header:",
  "header:a b",
  "header:x')",
  "path:",
  "path:{id}",
  "query:",
  "query:\ud800",
  "constant",
  "constant:",
  `constant:${"x".repeat(257)}`,
  "constant:\udc00",
  "body",
  "body:",
  "body:$",
  "body:a.b",
  "body:$.",
  "body:$..a",
  "body:$.a[*]",
  "body:$.*",
  "body:$.a[?(@.b)]",
  "body:$.a[-1]",
  "body:$.a[0:2]",
  "body:$.a[0,1]",
  "body:$['a','b']",
  "body:$['a'",
  "body:$['']",
  "body:$['it\\'s']",
  "body:$.a.length()",
  "body:$.a ",
])("%j is refused with a sentence", (source) => {
  expect(() => parsePartitionKey(source)).toThrow(RangeError);
  expect(() => parsePartitionKey(source)).toThrow(/^[\s\S]+\.$/);
});

test.each(["$.a.b", "$['a']", '$["a b"]', "$.a[0]", "$[0].a", "$.이름", "$.a-b", "$['$#.]x']", "$['a'][0]['b']"])(
  "the path %s leads to one value",
  (path) => expect(parsePartitionKey(`body:${path}`)).toMatchObject({ type: "body" }),
);

test("odd names are found in the body", () => {
  for (const name of ["a b", "이름", "$#.]x", "a,b", "a-b", "length()", "*", "😀"])
    expect(keyOf(`body:$['${name}']`, { body: JSON.stringify({ [name]: "v", a: 1 }) })).toBe("v");
});
