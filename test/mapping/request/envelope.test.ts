import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { envelopeBodies, type EnvelopeBody, type EnvelopePart } from "../../../src/mapping/request/envelope.ts";
import { putRecordTemplate, type RecordRequest } from "../../../src/mapping/request/put-record-template.ts";
import { putRecordsTemplate } from "../../../src/mapping/request/put-records-template.ts";
import { record, records, request, run, type Given } from "../rendering.ts";
import { anyBody, anyText } from "../values.ts";

const streamName = "orders";
const bare = { headers: [] };

/** The envelope of a rendered request. */
function envelope(settings: Partial<RecordRequest>, given: Given = {}): Readonly<Record<string, unknown>> {
  return JSON.parse(record(putRecordTemplate({ streamName, envelope: bare, ...settings }), given).data) as never;
}

/** The bytes that an envelope holds, as a consumer reads them. */
function bytesOf({ body, encoding }: Readonly<Record<string, unknown>>): Buffer {
  return Buffer.from(body as string, encoding === "base64" ? "base64" : "utf8");
}

/** Bodies as senders sign them. */
const signed = [
  '\n{"a":1}\n \n',
  '{"a" : 1.0e5, "a":1e400}\r\n',
  '{"it\'s":"\\u2028 \u2028\\/"}',
  '{"emoji":"😀","nul":"\\u0000"}',
  "a=it%27s&b=1+2\r\n",
  "'",
  "\\'",
  "\ufeff{}",
  " ",
  "null",
  "$context.requestId #set($key = 1) ${util} \\$x ##",
  "e30=",
];

/** A request that wants a place that is not its own. */
const steering = '","PartitionKey":"evil","StreamName":"theirs';

describe.each(["text", "base64"] as const)("the body as %s", (envelopeBody) => {
  const template = putRecordTemplate({ streamName, envelope: bare, envelopeBody });
  const read = (body: string, given: Given = {}) =>
    JSON.parse(record(template, { ...given, body }).data) as Readonly<Record<string, unknown>>;

  test.each(signed)("is exactly %j", (body) => {
    expect(read(body)).toMatchObject({ encoding: envelopeBody });
    expect(bytesOf(read(body)).toString()).toBe(body);
  });

  test("is exactly the text that came, JSON or not, and steers nothing", () => {
    const body = fc.oneof(
      anyBody,
      fc.tuple(anyText, fc.constant(steering)).map((all) => all.join("")),
    );
    fc.assert(
      fc.property(body, (text) => {
        const wanted = text || "{}";
        const call = JSON.parse(run(template, { body: wanted }).text) as Readonly<Record<string, string>>;
        expect(Object.keys(call)).toEqual(["StreamName", "Data", "PartitionKey"]);
        expect(call).toMatchObject({ StreamName: streamName, PartitionKey: request.extendedId });
        const stored = JSON.parse(Buffer.from(call["Data"] ?? "", "base64").toString()) as never;
        expect(bytesOf(stored).equals(Buffer.from(wanted))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test("is that of each element of a batch, too", () => {
    const many = putRecordsTemplate({ streamName, envelope: bare, envelopeBody });
    const all = records(many, { body: '[ 1.0e5, {"a" :1} , "it\'s" ]' });
    const stored = all.map(({ data }) => bytesOf(JSON.parse(data) as never).toString());
    expect(stored).toEqual(["1.0e5", '{"a" :1}', '"it\'s"']);
  });

  test("is base64 where it came as bytes, and the line end comes behind the envelope", () => {
    const bytes = Buffer.from([0, 255, 10]);
    const settings = { streamName, envelope: bare, envelopeBody, binary: true, newline: true };
    const { data } = record(putRecordTemplate(settings), { body: bytes.toString("base64") });
    expect(data).toMatch(/^\{[^\n]*\}\n$/);
    expect(JSON.parse(data)).toMatchObject({ body: bytes.toString("base64"), encoding: "base64" });
  });
});

test("parsed is what an envelope without a word about its body is", () => {
  for (const binary of [false, true])
    expect(putRecordTemplate({ streamName, envelope: bare, envelopeBody: "parsed", envelopeInclude: [], binary })).toBe(
      putRecordTemplate({ streamName, envelope: bare, binary }),
    );
});

describe("what an envelope includes", () => {
  const credentials = [
    "Authorization",
    "Proxy-Authorization",
    "Cookie",
    "x-api-key",
    "X-Amz-Security-Token",
    "X-Amz-Firehose-Access-Key",
  ];
  const given: Given = {
    querystring: { id: "7", "it's": '"', empty: "" },
    header: {
      "X-Tenant": "acme",
      HOST: "a.example",
      ...Object.fromEntries(credentials.map((name) => [name, "secret"])),
    },
  };

  test("stands between the request's id and its headers", () => {
    const all: readonly EnvelopePart[] = ["method", "path", "query", "headers"];
    const found = envelope({ envelopeInclude: all }, given);
    expect(Object.keys(found).slice(5)).toEqual(["requestId", ...all]);
    expect(found).toMatchObject({
      method: "POST",
      path: request.path,
      query: { id: "7", "it's": '"', empty: "" },
    });
    expect(found["headers"]).toEqual({ "x-tenant": "acme", host: "a.example" });
  });

  test("is nothing that was not asked for", () => {
    expect(Object.keys(envelope({ envelopeInclude: ["query"] }, given)).slice(6)).toEqual(["query", "headers"]);
    expect(envelope({ envelopeInclude: ["query"] })).toMatchObject({ query: {}, headers: {} });
  });

  test("keeps a header that is chosen by name under that name, once, and what lets somebody in only then", () => {
    const chosen = { headers: ["X-TENANT", "X-None", "Cookie"] };
    const { headers } = envelope({ envelope: chosen, envelopeInclude: ["headers"] }, given);
    expect(headers).toEqual({ "X-TENANT": "acme", "X-None": null, Cookie: "secret", host: "a.example" });
  });

  test("has each header once, however it is spelled", () => {
    const { headers } = envelope({ envelopeInclude: ["headers"] }, { header: { "X-A": "1", "x-a": "2" } });
    expect(headers).toEqual({ "x-a": "2" });
  });

  test.each(envelopeBodies)(
    "is what came, whatever is in it, beside a body that is %s",
    (envelopeBody: EnvelopeBody) => {
      const settings = { envelopeBody, envelopeInclude: ["query", "headers"] } as const;
      const template = putRecordTemplate({ streamName, envelope: { headers: ["X-Sig"] }, ...settings });
      const parameters = fc.dictionary(fc.oneof(anyText, fc.constantFrom("__proto__", steering)), anyText, {
        maxKeys: 4,
      });
      fc.assert(
        fc.property(parameters, anyText, (query, value) => {
          const querystring = new Map(Object.entries(query));
          const header = { "X-Sig": value, "X-Other": value };
          const { data, key } = record(template, { querystring: Object.fromEntries(querystring), header });
          const found = JSON.parse(data) as { readonly query: object; readonly headers: object };
          expect(new Map(Object.entries(found.query))).toEqual(querystring);
          expect(found.headers).toEqual({ "X-Sig": value === "" ? null : value, "x-other": value });
          expect(key).toBe(request.extendedId);
        }),
        { numRuns: 200 },
      );
    },
  );
});

describe("the partition key in the envelope", () => {
  const body = { type: "body", path: ["id"] } as const;
  const settings = { streamName, envelope: bare, envelopeInclude: ["key"], partitionKey: body } as const;
  const all = fc.record({ id: fc.oneof(anyText, fc.constant(steering)) }).map((event) => JSON.stringify(event));

  test.each(envelopeBodies)("is the one that the record has, whatever it holds (%s)", (envelopeBody) => {
    const template = putRecordTemplate({ ...settings, envelopeBody });
    fc.assert(
      fc.property(all, (event) => {
        const { data, key } = record(template, { body: event });
        expect((JSON.parse(data) as { partitionKey: string }).partitionKey).toBe(key);
      }),
    );
  });

  test("is each element's own on the batch route", () => {
    const found = records(putRecordsTemplate(settings), { body: '[{"id":"a"},{"id":"\\"b"},{}]' });
    const kept = found.map(({ data }) => (JSON.parse(data) as { partitionKey: string }).partitionKey);
    expect(kept).toEqual(found.map(({ key }) => key));
    expect(kept.slice(0, 2)).toEqual(["a", '"b']);
  });
});
