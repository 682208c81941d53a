import * as zlib from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decode } from "../../../src/records/decode/decode.ts";
import type { StreamRecord } from "../../../src/records/read/stream-record.ts";
import { aggregated, framed, numberField } from "./aggregated.ts";

const { deflateSync, gzipSync, zstdCompressSync } = zlib as typeof zlib & {
  readonly zstdCompressSync?: (bytes: Uint8Array) => Buffer;
};

function stored(bytes: Uint8Array | string): StreamRecord {
  return {
    shardId: "shardId-000000000000",
    sequenceNumber: "49",
    partitionKey: "stored key",
    arrivedAt: new Date("2026-01-01T00:00:00.5Z"),
    bytes: Buffer.from(bytes),
  };
}

const all = (bytes: Uint8Array | string, unpack = true) => [...decode(stored(bytes), { unpack })];

const anyBytes = fc.uint8Array({ maxLength: 200 });

describe("what the bytes are", () => {
  test.each([
    ['{"a":1}', "json", { a: 1 }],
    ["[1,2]", "json", [1, 2]],
    ["12", "json", 12],
    ["null", "json", null],
    ['\ufeff{"a":1}', "json", { a: 1 }],
    ["hello", "text", "hello"],
    ["", "text", ""],
    ['{"a":1}\n{"a":2}', "text", '{"a":1}\n{"a":2}'],
    ["안녕 😀", "text", "안녕 😀"],
  ])("%j is %s", (text, encoding, data) => {
    expect(all(text)).toMatchObject([{ encoding, data }]);
  });

  test("bytes that are not UTF-8 are base64", () => {
    expect(all(Buffer.from([0xff, 0x00]))).toMatchObject([{ encoding: "base64", data: "/wA=" }]);
    expect(all(Buffer.from("안녕", "utf16le"))).toMatchObject([{ encoding: "base64" }]);
  });

  test("a number that JavaScript cannot hold keeps its digits in the text", () => {
    expect(all("12345678901234567890")).toMatchObject([{ encoding: "json", text: "12345678901234567890" }]);
  });

  test("no bytes are ever lost", () => {
    fc.assert(
      fc.property(anyBytes, fc.boolean(), (bytes, unpack) => {
        const [record] = all(bytes, unpack);
        const back =
          record?.encoding === "base64" ? Buffer.from(record.data, "base64") : Buffer.from(record?.text ?? "");
        expect(back.equals(Buffer.from(bytes))).toBe(true);
        expect(record?.bytes).toEqual(Buffer.from(bytes));
      }),
    );
  });
});

describe("gzip", () => {
  test("is unpacked, also of several members", () => {
    const packed = Buffer.concat([gzipSync('{"a":'), gzipSync("1}")]);
    expect(all(packed)).toMatchObject([{ encoding: "json", data: { a: 1 }, subSequenceNumber: undefined }]);
    expect(Buffer.from(all(packed)[0]?.bytes ?? []).toString()).toBe('{"a":1}');
  });

  test.each([
    ["cut off", gzipSync("hello hello hello").subarray(0, -3)],
    ["followed by something else", Buffer.concat([gzipSync("hello"), Buffer.from("rest")])],
    ["only alike", Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3])],
    ["that would fill the memory", gzipSync(Buffer.alloc(65 * 1024 * 1024))],
  ])("data %s stays as it is", (_how, bytes) => {
    expect(all(bytes)).toMatchObject([{ encoding: "base64", data: bytes.toString("base64") }]);
  });

  test("stays packed with unpack off", () => {
    expect(all(gzipSync("hello"), false)).toMatchObject([{ encoding: "base64" }]);
  });
});

describe("an aggregated record", () => {
  const packed = aggregated([
    { key: "one", data: Buffer.from('{"n":1}') },
    { key: "two", data: gzipSync("zipped") },
    { key: "one", data: Buffer.from([0xff]) },
  ]);

  test("is split, each part with its own key, number and encoding", () => {
    expect(all(packed)).toMatchObject([
      { partitionKey: "one", subSequenceNumber: 0, sequenceNumber: "49", data: { n: 1 } },
      { partitionKey: "two", subSequenceNumber: 1, sequenceNumber: "49", data: "zipped" },
      { partitionKey: "one", subSequenceNumber: 2, arrivedAt: "2026-01-01T00:00:00.500Z", encoding: "base64" },
    ]);
  });

  test("stays whole with unpack off", () => {
    expect(all(packed, false)).toMatchObject([{ partitionKey: "stored key", encoding: "base64" }]);
  });

  test("gives back whatever was packed", () => {
    const part = fc.record({ key: fc.string({ minLength: 1, maxLength: 256, unit: "grapheme" }), data: anyBytes });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 20 }), (parts) => {
        // Parts that happen to be gzip would be unpacked further.
        fc.pre(parts.every(({ data }) => data[0] !== 0x1f));
        const split = all(aggregated(parts));
        expect(split.map(({ partitionKey, bytes }) => ({ key: partitionKey, data: Uint8Array.from(bytes) }))).toEqual(
          parts.map(({ key, data }) => ({ key: Buffer.from(key).toString(), data })),
        );
      }),
    );
  });

  test("that is cut or changed anywhere is shown as it was stored", () => {
    fc.assert(
      fc.property(fc.nat(packed.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), (place, change, cut) => {
        const damaged = Buffer.from(cut ? packed.subarray(0, place) : packed);
        if (!cut) damaged[place] = (damaged[place] ?? 0) ^ change;
        expect(all(damaged)).toMatchObject([{ partitionKey: "stored key", subSequenceNumber: undefined }]);
      }),
    );
  });

  test.each([
    ["nothing", Buffer.alloc(0)],
    ["a part without data", Buffer.from([0x1a, 2, 8, 0])],
    ["a part whose key is not in the table", Buffer.from([0x1a, 4, 8, 7, 0x1a, 0])],
    ["a number where a part belongs", numberField(3, 5)],
    ["a number without end", Buffer.alloc(12, 0xff)],
    ["a field that is longer than all", Buffer.from([0x1a, 0x7f])],
  ])("with a right MD5 that holds %s is shown as it was stored", (_what, message) => {
    expect(all(framed(message))).toMatchObject([{ partitionKey: "stored key", subSequenceNumber: undefined }]);
  });

  test("of any content whatever never fails", () => {
    fc.assert(fc.property(anyBytes, (message) => all(framed(message)).length > 0));
  });
});

describe("layers", () => {
  const inner = '{"a":1}';
  const kpl = (...data: readonly Uint8Array[]) => aggregated(data.map((one) => ({ key: "K", data: one })));
  const of = (bytes: Uint8Array) => all(bytes).map(({ subSequenceNumber, text }) => [subSequenceNumber, text]);

  test("of zlib are taken off, with any window, and text that begins alike stays text", () => {
    for (const windowBits of [9, 12, 15]) expect(of(deflateSync(inner, { windowBits }))).toEqual([[undefined, inner]]);
    for (const text of ["x^2 + y", "8\u001d", "(a)", "x\u0001y"])
      expect(of(Buffer.from(text))).toEqual([[undefined, text]]);
    const behind = Buffer.concat([deflateSync(inner), Buffer.from("more")]);
    expect(all(behind)[0]?.encoding).toBe("base64");
  });

  test.skipIf(zstdCompressSync === undefined)("of zstd are taken off where Node.js has it", () => {
    expect(of(zstdCompressSync!(Buffer.from(inner)))).toEqual([[undefined, inner]]);
  });

  test("lie in any order, up to five", () => {
    const bytes = Buffer.from(inner);
    expect(of(gzipSync(gzipSync(deflateSync(bytes))))).toEqual([[undefined, inner]]);
    expect(of(gzipSync(kpl(bytes, gzipSync(bytes))))).toEqual([
      [0, inner],
      [1, inner],
    ]);
    expect(of(kpl(kpl(bytes, bytes), bytes))).toEqual([
      [0, inner],
      [1, inner],
      [2, inner],
    ]);
    const packed = (times: number): Uint8Array => (times === 0 ? bytes : gzipSync(packed(times - 1)));
    expect(all(packed(5))[0]?.text).toBe(inner);
    expect(all(packed(6))[0]).toMatchObject({ encoding: "base64", bytes: packed(1) });
  });

  test("that would unpack to more than 64 MiB together stay as they are, and nothing is dropped", () => {
    const large = gzipSync(Buffer.alloc(40 * 1024 * 1024, "x"));
    expect(all(kpl(large, large)).map(({ bytes }) => bytes.length)).toEqual([40 * 1024 * 1024, large.length]);
  });
});

describe("what CloudWatch Logs sends", () => {
  const envelope = {
    messageType: "DATA_MESSAGE",
    owner: "111122223333",
    logGroup: "/aws/lambda/orders",
    logStream: "2026/01/01/[$LATEST]abc",
    subscriptionFilters: ["all"],
    logEvents: [
      { id: "1", timestamp: 1_767_225_600_000, message: "START" },
      { id: "2", timestamp: 1_767_225_600_001, message: '{"level":"info"}' },
    ],
  };
  const sent = (value: object) => gzipSync(JSON.stringify(value));

  test("is a record for each event, with its place", () => {
    const { messageType: _type, logEvents: events, ...shared } = envelope;
    expect(
      all(sent(envelope)).map(({ subSequenceNumber, encoding, data }) => [subSequenceNumber, encoding, data]),
    ).toEqual(events.map((event, place) => [place, "json", { ...shared, ...event }]));
  });

  test("also where its kind stands behind names as long as they may be", () => {
    const { messageType, logEvents, ...shared } = envelope;
    const long = "x".repeat(512);
    const names = { logGroup: long, logStream: long, subscriptionFilters: [long, long] };
    expect(all(sent({ ...shared, ...names, messageType, logEvents }))).toHaveLength(2);
  });

  test.each([
    ["the message by which it tries whether it may send", sent({ ...envelope, messageType: "CONTROL_MESSAGE" })],
    ["an envelope without events", sent({ ...envelope, logEvents: [] })],
    ["events without messages", sent({ ...envelope, logEvents: [{ id: "1" }] })],
    ["what is not gzip", Buffer.from(JSON.stringify(envelope))],
  ])("%s stays whole", (_what, bytes) => {
    expect(all(bytes)).toHaveLength(1);
    expect(all(bytes)[0]).toMatchObject({ subSequenceNumber: undefined, encoding: "json" });
  });
});
