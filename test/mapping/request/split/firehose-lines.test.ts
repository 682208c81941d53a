import fc from "fast-check";
import { expect, test } from "vitest";
import { envelopeOf } from "../../../../src/mapping/request/envelope.ts";
import { putRecordsTemplate } from "../../../../src/mapping/request/put-records-template.ts";
import { request, run } from "../../rendering.ts";
import { runs } from "../../runs.ts";
import { anyBody } from "../../values.ts";

const orders = { streamName: "orders", batchFrom: { type: "firehose" } } as const;
const template = putRecordsTemplate(orders);

interface Call {
  readonly StreamName: string;
  readonly Records: readonly { readonly Data: string; readonly PartitionKey: string }[];
}

const call = (body: string, of = template) => JSON.parse(run(of, { body }).text) as Call;
const bytes = (body: string, of = template) => call(body, of).Records.map(({ Data }) => Buffer.from(Data, "base64"));

/** A delivery as Firehose makes it, here with white space and with the escapes that JSON allows. */
const delivery = (all: readonly Uint8Array[], { space = "", slash = "/" } = {}) => {
  const records = all.map(
    (one) => `{${space}"data"${space}:"${Buffer.from(one).toString("base64").replaceAll("/", slash)}"${space}}`,
  );
  return `{"requestId":"ed4acda5-034f-9f42-bba1-f29aea6d7d8f","timestamp":1578090901599${space},"records":[${records.join(`${space},`)}${space}]}`;
};

test("each record has exactly Firehose's bytes, empty ones too", () => {
  const all = fc.array(fc.uint8Array({ maxLength: 60 }), { minLength: 1, maxLength: 8 });
  const form = fc.record({ space: fc.constantFrom("", " \r\n\t"), slash: fc.constantFrom("/", "\\/") });
  fc.assert(
    fc.property(all, form, (data, how) => {
      const made = call(delivery(data, how));
      expect(made.StreamName).toBe("orders");
      expect(made.Records.map(({ Data }) => Data)).toEqual(data.map((one) => Buffer.from(one).toString("base64")));
      expect(made.Records.map(({ PartitionKey }) => PartitionKey)).toEqual(
        data.map((_, index) => `${request.extendedId}-${index}`),
      );
    }),
    runs(400),
  );
});

test("as many as PutRecords takes become records, and more become none", () => {
  const some = (count: number) => Array.from({ length: count }, (_, index) => Buffer.from(String(index)));
  expect(bytes(delivery(some(500)))).toEqual(some(500));
  for (const count of [0, 501, 1001]) expect(bytes(delivery(some(count)))).toEqual([]);
});

test.each([
  '{"records":[{"data":"e30="},{"data":"e3"}]}',
  '{"records":[{"data":"e30=","data":"e30="}]}',
  '{"records":[{"data":"e30=","StreamName":"other"}]}',
  '{"records":[{"data":{"data":"e30="}}]}',
  '{"records":[{"data":"e3 0="}]}',
  '{"records":["\u0001e30="]}',
  '{"records":[\u0001e30=]}',
  '{"records":[{"data":"e30="},]}',
  '{"records":[,{"data":"e30="}]}',
  '{"records":[{"data":"e30="}],"more":{"records":[]}}',
  '{"a":[1],"records":[{"data":"e30="}]}',
  '{"records":[{"data":"\\"}"}]}',
  '{"records":[1]}',
  '{"records":{"data":"e30="}}',
  '[{"data":"e30="}]',
  '{"records":[{"data":"e30="}]',
  "{}",
])("%s becomes no record at all", (body) => expect(bytes(body)).toEqual([]));

test("any body makes a call that is JSON, with base64 of our own checking", () => {
  const body = fc.oneof(
    anyBody,
    anyBody.map((text) => `{"records":[{"data":"e30="},${text}]}`),
  );
  fc.assert(
    fc.property(body, (text) => {
      const { StreamName, Records } = call(text || "{}");
      expect(StreamName).toBe("orders");
      for (const { Data } of Records) expect(Buffer.from(Data, "base64").toString("base64")).toBe(Data);
    }),
    runs(400),
  );
});

test("4 MB are split", () => {
  const data = Array.from({ length: 400 }, (_, index) => Buffer.alloc(8_000, index));
  const made = call(delivery(data)).Records.map(({ Data }) => Data);
  expect(made).toEqual(data.map((one) => one.toString("base64")));
});

test("an envelope holds the bytes as base64, and a line end comes after the last of them", () => {
  const [wrapped] = bytes(
    delivery([Buffer.from([0, 255])]),
    putRecordsTemplate({ ...orders, envelope: envelopeOf([]) }),
  );
  expect(JSON.parse(String(wrapped))).toMatchObject({ body: "AP8=", encoding: "base64" });
  const lines = bytes(
    delivery([Buffer.from("a"), Buffer.from("b\n")]),
    putRecordsTemplate({ ...orders, newline: true }),
  );
  expect(lines.map(String)).toEqual(["a\n", "b\n"]);
});
