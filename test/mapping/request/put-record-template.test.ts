import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contentTypes } from "../../../src/mapping/content-types.ts";
import { parsePartitionKey } from "../../../src/mapping/request/partition-key.ts";
import { envelopeOf } from "../../../src/mapping/request/envelope.ts";
import { PROBE, PROBE_TYPE } from "../../../src/mapping/request/probe.ts";
import { putRecordTemplate } from "../../../src/mapping/request/put-record-template.ts";
import { eventRoute } from "../../../src/mapping/event-route.ts";
import type { RouteSettings } from "../../../src/mapping/route-settings.ts";
import { around, settings } from "../route-settings.ts";
import { record, request, run, type Given } from "../rendering.ts";
import { anyBody, anyText } from "../values.ts";

const template = putRecordTemplate({ streamName: "orders" });
const base64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString("base64");
/** The bytes of the record in a rendered request whose body came as base64. */
const bytesOf = (wanted: string, body: string): Buffer =>
  Buffer.from((JSON.parse(run(wanted, { body }).text) as { readonly Data: string }).Data, "base64");

describe("without more than a stream", () => {
  test("the record goes into the stream, byte for byte, under a key that no caller can choose", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const body = text || "{}";
        const header = { "x-amzn-RequestId": text };
        expect(record(template, { body, header })).toEqual({ data: body, key: request.extendedId });
      }),
      { numRuns: 300 },
    );
    expect(JSON.parse(run(template).text)).toHaveProperty("StreamName", "orders");
  });

  test("a stream's name alone says as much", () => expect(putRecordTemplate({ streamName: "orders" })).toBe(template));

  test("only the probe asks for a hash key, one more than there is", () => {
    const ask = (value: string) => run(template, { querystring: { [PROBE.parameter]: value } }).text;
    expect(JSON.parse(ask(PROBE.value))).toHaveProperty("ExplicitHashKey", String(2n ** 128n));
    expect(JSON.parse(ask("other"))).not.toHaveProperty("ExplicitHashKey");
  });
});

const shapes: Readonly<Record<string, Partial<RouteSettings>>> = {
  "a form": { accept: contentTypes(["form"]) },
  text: { accept: contentTypes(["text"]) },
  anything: { accept: contentTypes(["any"]) },
  "an envelope": { accept: contentTypes(["any"]), envelope: { headers: ["X-A"] } },
  "a line end": { accept: contentTypes(["any"]), newline: true },
  "a key from the body": { accept: contentTypes(["any"]), partitionKey: parsePartitionKey("body:$.a") },
};

test.each(Object.entries(shapes))("a probe makes no record, by type or by query: %s", (_, more) => {
  const { requestTemplates } = eventRoute({ ...settings, ...more }, around).integration;
  for (const [type, one] of Object.entries(requestTemplates)) {
    const querystring = type === PROBE_TYPE ? {} : { [PROBE.parameter]: PROBE.value };
    for (const body of ["{}", "e30=", '{"a":"b"}'])
      expect(JSON.parse(run(one, { body, querystring }).text), type).toHaveProperty(
        "ExplicitHashKey",
        String(2n ** 128n),
      );
  }
});

describe("with a line end", () => {
  const lines = putRecordTemplate({ streamName: "orders", newline: true });

  test("the data ends with exactly one, however many the body ends with, and those inside are the sender's", () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom("", "\n", "\r\n", "\n\n", "\r\n\r\n"), (text, end) => {
        const body = text + end || "{}";
        expect(record(lines, { body }).data).toBe(`${body.replace(/[\r\n]+$/, "")}\n`);
      }),
      { numRuns: 300 },
    );
    expect(record(lines, { body: '{\n"a":\n\n1}\n\n' }).data).toBe('{\n"a":\n\n1}\n');
    expect(record(lines, { body: `${"\n".repeat(200_000)}x` }).data).toHaveLength(200_002);
  });

  test("bytes that come as base64 do, too", () => {
    const binary = putRecordTemplate({ streamName: "orders", newline: true, binary: true });
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 8 }), fc.boolean(), (start, ended) => {
        const bytes = Buffer.from(ended ? [...start, 10] : start);
        const wanted = bytes.at(-1) === 10 ? bytes : Buffer.concat([bytes, Buffer.from("\n")]);
        expect(bytesOf(binary, base64(bytes))).toEqual(wanted);
      }),
      { numRuns: 2000 },
    );
    for (let last = 0; last < 256; last++)
      for (const start of [[], [1], [255, 0]])
        expect(bytesOf(binary, base64(Buffer.from([...start, last]))).filter((byte) => byte === 10)).toHaveLength(1);
  });
});

describe("with bytes that come as base64", () => {
  const binary = putRecordTemplate({ streamName: "orders", binary: true });

  test("the record is those bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
        expect(bytesOf(binary, base64(bytes))).toEqual(Buffer.from(bytes));
      }),
    );
  });

  const binaryKey = (body: string) => {
    const { Data, PartitionKey } = JSON.parse(run(binary, { body }).text) as Record<string, string>;
    return { data: Data, key: PartitionKey };
  };

  test("no body is {}, as it is where bodies come as text", () => {
    expect(bytesOf(binary, "{}").toString()).toBe("{}");
  });

  test("what is no base64 came as text, and is stored as that text, whatever is in it", () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom('","PartitionKey":"evil","A":"', "!", "a=b"), (text, more) => {
        const body = `e30=${more}${text}`;
        const wanted = binaryKey(body);
        expect(wanted).toEqual({ data: base64(body), key: request.extendedId });
      }),
      { numRuns: 300 },
    );
    const large = "A".repeat(8_000_000);
    expect(bytesOf(binary, large)).toHaveLength(6_000_000);
  });

  test("a key from the body is the request id", () => {
    const wanted = putRecordTemplate({
      streamName: "orders",
      binary: true,
      partitionKey: { type: "body", path: ["a"] },
    });
    expect(record(wanted, { body: base64('{"a":"b"}') }).key).toBe(request.extendedId);
  });
});

describe("in an envelope", () => {
  const envelope = envelopeOf(["X-Tenant", "X-None", "x-tenant"]);
  const wrapped = putRecordTemplate({ streamName: "orders", envelope });
  const read = (wanted: string, body: string, value = "acme") =>
    JSON.parse(record(wanted, { body, userAgent: value, header: { "x-tenant": value } }).data) as {
      readonly body: unknown;
      readonly encoding: string;
    };

  test("the record says when it came and from whom", () => {
    expect(read(wrapped, '{"a":[1,"😀"]}')).toEqual({
      body: { a: [1, "😀"] },
      encoding: "json",
      receivedAt: "2026-01-01T00:00:00.123Z",
      sourceIp: request.sourceIp,
      userAgent: "acme",
      requestId: "QZFY0GF8PHcEDJg=",
      headers: { "X-Tenant": "acme", "X-None": null },
    });
  });

  test("the time is that of API Gateway, to the millisecond, in ISO 8601; where it tells none of that form, as it tells it", () => {
    const at = (given: Pick<Given, "receivedAt" | "requestTime">): unknown =>
      (JSON.parse(record(wrapped, given).data) as { readonly receivedAt: unknown }).receivedAt;
    const range = { min: new Date("2001-09-10T00:00:00Z"), max: new Date("2286-11-20T00:00:00Z"), noInvalidDate: true };
    fc.assert(
      fc.property(fc.date(range), (date) => {
        expect(at({ receivedAt: date.getTime() })).toBe(date.toISOString());
      }),
      { numRuns: 300 },
    );
    expect(at({ requestTime: null })).toBe(request.receivedAt);
    expect(at({ requestTime: "2026-01-01T00:00:00Z" })).toBe(request.receivedAt);
  });

  test("a body that is JSON stands there as it came, any other as a string", () => {
    fc.assert(
      fc.property(anyBody, (text) => {
        const body = text || "{}";
        const { data } = record(wrapped, { body });
        const { encoding, body: stored } = JSON.parse(data) as { readonly encoding: string; readonly body: unknown };
        expect(encoding).toBe(isJson(body) ? "json" : "text");
        if (encoding === "text") expect(stored).toBe(body);
        else expect(data.startsWith(`{"body":${body.trim()},"encoding":`)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test("JSON stands there without the white space around it, so that the record is one line if the JSON is", () => {
    const lines = putRecordTemplate({ streamName: "orders", envelope, newline: true });
    const { data } = record(lines, { body: '\r\n{"a":1}\n\n' });
    expect(data).toMatch(/^\{"body":\{"a":1\},"encoding":"json",[^\n]*\}\n$/);
  });

  test("headers and the user agent stay what they are", () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const wanted = value === "" ? null : value;
        expect(read(wrapped, "{}", value)).toMatchObject({ userAgent: wanted, headers: { "X-Tenant": wanted } });
      }),
      { numRuns: 300 },
    );
  });

  test("bytes are base64, and the line end comes behind the envelope", () => {
    const binary = putRecordTemplate({ streamName: "orders", envelope, binary: true, newline: true });
    const bytes = Uint8Array.of(0, 255);
    expect(read(binary, base64(bytes))).toMatchObject({ body: base64(bytes), encoding: "base64" });
    expect(record(binary, { body: base64(bytes) }).data).toMatch(/^[^\n]+\}\n$/);
  });

  test("a header has a name", () => {
    expect(() => envelopeOf(["a b"])).toThrow(RangeError);
    expect(() => envelopeOf([""])).toThrow(RangeError);
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
