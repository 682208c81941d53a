import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { putRecordsTemplate } from "../../../src/mapping/request/put-records-template.ts";
import { envelopeOf } from "../../../src/mapping/request/envelope.ts";
import { parsePartitionKey } from "../../../src/mapping/request/partition-key.ts";
import { records, request, run } from "../rendering.ts";
import { anyBody, anyText } from "../values.ts";

const template = putRecordsTemplate({ streamName: "orders" });
const datas = (body: string) => records(template, { body }).map(({ data }) => data);
const keys = (source: string, body: string, header: Readonly<Record<string, string>> = {}) =>
  records(putRecordsTemplate({ streamName: "orders", partitionKey: parsePartitionKey(source) }), { body, header }).map(
    ({ key }) => key,
  );

const space = fc.constantFrom("", " ", "\r\n\t");
const element = fc.oneof(
  fc.json(),
  anyText.map((text) => JSON.stringify(text)),
  anyText.map((text) => JSON.stringify({ [text]: [text, { text }] }, undefined, 1)),
  fc.constantFrom("1.0", "1e400", "12345678901234567890", "-0", '{"a":1,"a":2}', '"\\u00e9\\/"', '"a,]}"', "[[],{}]"),
);
const wrappers: readonly (readonly [name: string, wrap: (array: string) => string])[] = [
  ["an array", (array) => array],
  ["an object", (array) => `{"records":${array}}`],
  [
    "an object with more",
    (array) => ` { "a" : [{"records":[1]}, "\\"records\\":[2]"],\n"records" :\t${array} , "z":1}\n`,
  ],
];

describe.each(wrappers)("the elements of %s", (_, wrap) => {
  test("become records, each with exactly its text", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(space, element, space), { minLength: 1, maxLength: 12 }), (all) => {
        const body = wrap(`[${all.map((parts) => parts.join("")).join(",")}]`);
        expect(datas(body)).toEqual(all.map(([, text]) => text));
      }),
      { numRuns: 300 },
    );
  });

  test("may be as many as PutRecords takes", () => {
    const numbers = Array.from({ length: 500 }, (_, index) => String(index));
    expect(datas(wrap(`[${numbers.join()}]`))).toEqual(numbers);
  });

  test.each([501, 1000, 1001, 3000])("that are %i become none at all", (count) => {
    expect(datas(wrap(`[${Array.from({ length: count }).fill("{}").join()}]`))).toEqual([]);
  });

  test("that are none become none", () => {
    expect(datas(wrap("[]"))).toEqual([]);
    expect(datas(wrap("[ \n]"))).toEqual([]);
  });
});

test.each([
  "{}",
  "",
  "null",
  "1",
  '"[1]"',
  '{"records":{}}',
  '{"records":null}',
  '{"Records":[1]}',
  "[1",
  "[1,]",
  "[1]]",
  "a=[1]",
])("%j becomes no record", (body) => expect(datas(body || "{}")).toEqual([]));

test("any body becomes a request that is JSON, with a record for each element or none", () => {
  fc.assert(
    fc.property(anyBody, (text) => {
      const body = text || "{}";
      expect(datas(body)).toHaveLength(elementsOf(body));
    }),
    { numRuns: 1000 },
  );
});

test("nothing is nested too deep for a record but that is no JSON to this endpoint either", () => {
  const deep = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
  expect(datas(deep(64))).toEqual([deep(63)]);
  expect(datas(deep(65))).toEqual([]);
});

describe("the key of an element", () => {
  test("is the request id and its index, so that a batch is spread over the shards", () => {
    expect(keys("request-id", "[1,2,3]")).toEqual([0, 1, 2].map((index) => `${request.extendedId}-${index}`));
  });

  test("is its own where it comes from the body, or else the request id and its index", () => {
    const body = JSON.stringify([
      { id: "a'\"" },
      { id: 7 },
      {},
      1,
      { id: { b: 1 } },
      { id: "" },
      { id: "😀".repeat(200) },
    ]);
    const missing = (index: number) => `${request.extendedId}-${index}`;
    const wanted = ["a'\"", "7", missing(2), missing(3), missing(4), missing(5), "😀".repeat(128)];
    expect(keys("body:$.id", body)).toEqual(wanted);
    expect(keys("body:$.id", `{"records":${body},"id":"no"}`)).toEqual(wanted);
  });

  test("is one for all where it comes from the request", () => {
    expect(keys("header:X-Tenant", "[1,2]", { "X-Tenant": "ac'me" })).toEqual(["ac'me", "ac'me"]);
    expect(keys("header:X-Tenant", "[1,2]")).toEqual([0, 1].map((index) => `${request.extendedId}-${index}`));
    expect(keys("constant:all", "[1,2]")).toEqual(["all", "all"]);
    expect(keys("source-ip", "[1]")).toEqual([request.sourceIp]);
  });
});

test("each element has an envelope and a line end of its own", () => {
  const wrapped = putRecordsTemplate({ streamName: "orders", newline: true, envelope: envelopeOf(["X-Tenant"]) });
  const all = records(wrapped, { body: '[1e400,{"a":"b"}]', header: { "X-Tenant": "acme" } });
  expect(all[0]?.data).toMatch(/^\{"body":1e400,"encoding":"json",.*\}\n$/);
  expect(JSON.parse(all[1]?.data ?? "")).toMatchObject({ body: { a: "b" }, headers: { "X-Tenant": "acme" } });
  const lines = putRecordsTemplate({ streamName: "orders", newline: true });
  expect(records(lines, { body: '[1,"a"]' }).map(({ data }) => data)).toEqual(["1\n", '"a"\n']);
});

test("the request names the stream", () => {
  expect(JSON.parse(run(template, { body: "[1]" }).text)).toHaveProperty("StreamName", "orders");
});

function elementsOf(body: string): number {
  try {
    const value = JSON.parse(body) as unknown;
    const list = Array.isArray(value) ? value : (value as { records?: unknown } | null)?.records;
    return Array.isArray(list) ? list.length : 0;
  } catch {
    return 0;
  }
}
