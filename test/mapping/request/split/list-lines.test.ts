import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePartitionKey } from "../../../../src/mapping/request/partition-key.ts";
import { putRecordsTemplate } from "../../../../src/mapping/request/put-records-template.ts";
import { batchBody } from "../../../../src/mapping/request/split/batch-body.ts";
import { parseBatchFrom } from "../../../../src/mapping/request/split/batch-from.ts";
import { records, request, run } from "../../rendering.ts";
import { runs } from "../../runs.ts";
import { anyBody } from "../../values.ts";

const templateOf = (from: string, key = "request-id") =>
  putRecordsTemplate({ streamName: "orders", batchFrom: parseBatchFrom(from), partitionKey: parsePartitionKey(key) });
const datas = (from: string, body: string) => records(templateOf(from), { body }).map(({ data }) => data);

test("a name is where the list is, or the body is the list itself", () => {
  expect(datas("batch", '{"sentAt":"x","batch":[{"a":1}, 1e400 ],"records":[2]}')).toEqual(['{"a":1}', "1e400"]);
  expect(datas("batch", "[1,2]")).toEqual(["1", "2"]);
  expect(datas("batch", '{"records":[1]}')).toEqual([]);
});

test("a path leads to the list and nowhere else", () => {
  const body = '{"data":{"events":[1,{"a":[2]}],"other":[3]},"events":[4]}';
  expect(datas("$.data.events", body)).toEqual(["1", '{"a":[2]}']);
  expect(datas("$.data", body)).toEqual([]);
  expect(datas("$.events", "[1,2]")).toEqual([]);
  expect(datas("$['user events'][1].list", '{"user events":[{"list":[1]},{"list":[2,3]}]}')).toEqual(["2", "3"]);
  expect(datas("$[2]", "[[1],[2],[3,4]]")).toEqual(["3", "4"]);
  expect(datas("$[2]", "[[1],[2]]")).toEqual([]);
  expect(datas("$.이벤트", '{"이벤트":[1]}')).toEqual(["1"]);
});

test("the key of an element is found where the list is", () => {
  const keys = (from: string, body: string) => records(templateOf(from, "body:$.id"), { body }).map(({ key }) => key);
  expect(keys("batch", '{"batch":[{"id":"a"},{}]}')).toEqual(["a", `${request.extendedId}-1`]);
  expect(keys("$.data['e s'][0]", '{"data":{"e s":[[{"id":"a"},{"id":"b"}]]},"id":"no"}')).toEqual(["a", "b"]);
});

describe.each(["records", "batch", "$.data.events", "$['a b'][1]"])("with %s", (from) => {
  const template = templateOf(from);

  test("each element is one record with exactly its text, and the stream is ours", () => {
    const elements = fc.array(fc.json(), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(elements, (all) => {
        const { body } = batchBody(
          all.map((one) => Buffer.from(one)),
          parseBatchFrom(from),
        );
        const call = JSON.parse(run(template, { body: body.toString() }).text) as { StreamName: string };
        expect(call.StreamName).toBe("orders");
        expect(records(template, { body: body.toString() }).map(({ data }) => data)).toEqual(
          all.map((one) => one.trim()),
        );
      }),
      runs(60),
    );
  });

  test("any body makes a call that is JSON, of our stream and no other", () => {
    fc.assert(
      fc.property(anyBody, (text) => {
        const call = JSON.parse(run(template, { body: text || "{}" }).text) as Record<string, unknown>;
        expect(Object.keys(call)).toEqual(["StreamName", "Records"]);
        expect(call["StreamName"]).toBe("orders");
      }),
      runs(150),
    );
  });
});

test.each(["", "$", "$..a", "$.a[*]", "a b", "a.b", "$.a[1000]", "records,ndjson"])(
  "%j is no place of records",
  (text) => {
    expect(() => parseBatchFrom(text)).toThrow(RangeError);
  },
);
