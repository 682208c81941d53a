import fc from "fast-check";
import { expect, test } from "vitest";
import { envelopeOf } from "../../../../src/mapping/request/envelope.ts";
import { parsePartitionKey } from "../../../../src/mapping/request/partition-key.ts";
import { putRecordsTemplate } from "../../../../src/mapping/request/put-records-template.ts";
import { records, request, run } from "../../rendering.ts";
import { runs } from "../../runs.ts";
import { anyBody } from "../../values.ts";

const orders = { streamName: "orders", batchFrom: { type: "ndjson" } } as const;
const template = putRecordsTemplate(orders);
const datas = (body: string) => records(template, { body }).map(({ data }) => data);

const end = fc.constantFrom("\n", "\r\n", "\n\n", "\r\n \t\r\n", "\n   \n\n");
const padding = fc.constantFrom("", "", " ", "\t ");
const line = fc.oneof(fc.json(), fc.constantFrom("1.0", "1e400", '"a,]}"', "[[],{}]", '{"a":1,"a":2}', '"\\n\\u000a"'));

test("each line is one record with exactly its bytes; blank lines and line ends are none", () => {
  const before = fc.constantFrom("", "\n", " \r\n\n");
  const after = fc.constantFrom("", "\n", "\r\n", "\r", "\n  ", "\n\n\t\n");
  fc.assert(
    fc.property(
      fc.array(fc.tuple(padding, line, padding, end), { minLength: 1, maxLength: 8 }),
      before,
      after,
      (all, b, a) => {
        const lines = all.map(([left, json, right]) => `${left}${json}${right}`);
        const body = b + lines.map((one, index) => (index === 0 ? one : all[index - 1]![3] + one)).join("") + a;
        expect(datas(body)).toEqual(lines);
      },
    ),
    runs(300),
  );
});

test.each(['{"a":1\n}', '"a\nb"', "1 2", "1\n2,3", "[1\n,2]", "a", '{}\n{"a"}\n{}', "1\r2", "\n", " "])(
  "%j becomes no record at all",
  (body) => expect(datas(body)).toEqual([]),
);

test("as many lines as PutRecords takes become records, and more become none", () => {
  const lines = (count: number) => Array.from({ length: count }, (_, index) => `{"n":${index}}`);
  expect(datas(lines(500).join("\r\n"))).toEqual(lines(500));
  for (const count of [501, 1000, 1001, 5000]) expect(datas(`${lines(count).join("\n")}\n`)).toEqual([]);
});

test("any body makes a call that is JSON, with a record for each line, or with none", () => {
  fc.assert(
    fc.property(fc.array(anyBody, { minLength: 1, maxLength: 3 }), (all) => {
      const body = all.join("\n") || "{}";
      expect(JSON.parse(run(template, { body }).text)).toHaveProperty("StreamName", "orders");
      expect(datas(body)).toEqual(linesOf(body));
    }),
    runs(500),
  );
});

test("a body of megabytes is split, in 500 lines and between three million blank ones", () => {
  const long = JSON.stringify({ text: "x'é 서울".repeat(1_000), list: [1, 2, { a: null }], quoted: '"' });
  const lines = Array.from({ length: 500 }, () => long);
  expect(lines.join("\n").length).toBeGreaterThan(2_500_000);
  expect(datas(lines.join("\r\n"))).toEqual(lines);
  const blank = `${"\n".repeat(2_000_000)}{}${" \n".repeat(1_000_000)}`;
  expect(datas(blank)).toEqual(["{} "]);
});

test("a key from the body is the line's own, or else the request id and the index", () => {
  const keys = (source: string, body: string) =>
    records(putRecordsTemplate({ ...orders, partitionKey: parsePartitionKey(source) }), { body }).map(({ key }) => key);
  const missing = (index: number) => `${request.extendedId}-${index}`;
  const body = [
    '{"user":{"id":"a\'\\""}}',
    '{"user":{"id":7}}',
    '{"user":"b"}',
    "1",
    '{"user":{"id":{"x":1}}}',
    "null",
  ].join("\n");
  expect(keys("body:$.user.id", body)).toEqual(["a'\"", "7", ...[2, 3, 4, 5].map(missing)]);
  expect(keys("body:$['user name']", '{"user name":"a"}\n[{"user name":"b"}]')).toEqual(["a", missing(1)]);
});

test("each line has an envelope and a line end of its own", () => {
  const wrapped = putRecordsTemplate({ ...orders, newline: true, envelope: envelopeOf([]) });
  const [first, second] = records(wrapped, { body: '1e400\n{"a":"b"}' }).map(({ data }) => data);
  expect(first).toMatch(/^\{"body":1e400,"encoding":"json",.*\}\n$/);
  expect(JSON.parse(second ?? "")).toMatchObject({ body: { a: "b" } });
});

/** What a reader of NDJSON would find: nothing where one line is broken. */
function linesOf(body: string): readonly string[] {
  const text = body.replace(/\r$/, "");
  const lines = text.split(/\r?\n/).filter((one) => !/^[ \t\r]*$/.test(one));
  return lines.every(isJson) ? lines : [];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
