import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DecodedRecord } from "../../../src/engine/decoded-record.ts";
import { columnsOf } from "../../../src/report/record/fold.ts";
import { recordLine } from "../../../src/report/record/record-line.ts";
import { plainLook } from "./plain-look.ts";

const head = {
  shardId: "shardId-000000000012",
  sequenceNumber: "49",
  subSequenceNumber: undefined,
  partitionKey: "user-1",
  arrivedAt: "2026-01-01T00:00:00.000Z",
};

function json(text: string, more: { readonly subSequenceNumber?: number } = {}): DecodedRecord {
  return { ...head, ...more, encoding: "json", data: JSON.parse(text) as unknown, text, bytes: Buffer.from(text) };
}

function text(data: string, more: { readonly partitionKey?: string } = {}): DecodedRecord {
  return { ...head, ...more, encoding: "text", data, text: data, bytes: Buffer.from(data) };
}

describe("as JSON", () => {
  const line = (record: DecodedRecord): string =>
    String(recordLine(record, { ...plainLook, style: "json", colour: true }));

  test("a record is one line with the promised fields in the promised order", () => {
    expect(line(json('{"a":1}'))).toBe(
      '{"shardId":"shardId-000000000012","sequenceNumber":"49","partitionKey":"user-1",' +
        '"arrivedAt":"2026-01-01T00:00:00.000Z","encoding":"json","data":{"a":1}}\n',
    );
  });

  test("a part of an aggregated record also has its number", () => {
    expect(Object.keys(JSON.parse(line(json("1", { subSequenceNumber: 0 }))) as object)).toEqual([
      "shardId",
      "sequenceNumber",
      "subSequenceNumber",
      "partitionKey",
      "arrivedAt",
      "encoding",
      "data",
    ]);
  });

  test("numbers stay digit for digit, on one line or on many", () => {
    expect(line(json('{"id":12345678901234567890, "price":1.10}'))).toContain(
      '"data":{"id":12345678901234567890, "price":1.10}}',
    );
    expect(line(json('{\r\n  "id": 12345678901234567890,\n  "s": "a \\n \\" b"\n}\n'))).toContain(
      '"data":{"id":12345678901234567890,"s":"a \\n \\" b"}}',
    );
  });

  test("a hundred thousand brackets inside each other are no problem", () => {
    const deep = `\n${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    expect(line({ ...json("1"), encoding: "json", text: deep }).length).toBeGreaterThan(200_000);
  });

  test("any JSON document, laid out in any way, comes back the same on one line", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2, "\t"), (value, space) => {
        const written = line(json(JSON.stringify(value, undefined, space)));
        expect(written.trimEnd()).not.toMatch(/[\r\n\u0085\u2028\u2029]/);
        expect((JSON.parse(written) as { data: unknown }).data).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test("marks that turn the direction of writing are escaped, in data of any encoding and in keys", () => {
    const marks = "\u061c\u200e\u200f\u202a\u202e\u2066\u2069\ufeff\u009b";
    for (const record of [text(marks, { partitionKey: marks }), json(JSON.stringify({ [marks]: marks }))]) {
      expect(line(record)).not.toMatch(/[\p{Bidi_C}\ufeff\u009b]/u);
      expect(JSON.parse(line(record))).toMatchObject({ data: record.data });
    }
  });

  test("any text comes back the same, and no terminal or reader trips over it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (value) => {
        const written = line(text(value, { partitionKey: value }));
        expect(written.trimEnd()).not.toMatch(/[\p{Cc}\p{Bidi_C}\u2028\u2029\ufeff]/u);
        expect(JSON.parse(written)).toMatchObject({ partitionKey: value, data: value });
      }),
    );
  });
});

describe("on a terminal", () => {
  const shown = (record: DecodedRecord, colour = false): string => String(recordLine(record, { ...plainLook, colour }));

  test("short JSON stands behind time, shard and key", () => {
    expect(shown(json('{"a": 1}'))).toBe('2026-01-01T00:00:00.000Z shard 12 user-1 {"a": 1}\n');
  });

  test("longer JSON is laid out below, its numbers as they were sent", () => {
    const long = `{"id":12345678901234567890,"list":[1,{}],"none":[],"name":"${"x".repeat(100)}"}`;
    expect(shown(json(long)).split("\n")).toEqual([
      "2026-01-01T00:00:00.000Z shard 12 user-1",
      "  {",
      '    "id": 12345678901234567890,',
      '    "list": [',
      "      1,",
      "      {}",
      "    ],",
      '    "none": [],',
      `    "name": "${"x".repeat(100)}"`,
      "  }",
      "",
    ]);
  });

  test("a record cannot drive the terminal, nor pass for another record", () => {
    const forged = "x\n2026-01-01T00:00:00.000Z shard 0 admin \u001b[31mhello\r\u009b2J\u202e";
    const lines = shown(text(forged, { partitionKey: "a\nb\u001b[2J" })).split("\n");
    expect(lines).toEqual([
      "2026-01-01T00:00:00.000Z shard 12 a\\nb\\u001b[2J",
      "  x",
      "  2026-01-01T00:00:00.000Z shard 0 admin \\u001b[31mhello\\u000d\\u009b2J\\u202e",
      "",
    ]);
  });

  test("whatever a record holds, only line ends and tabs of it reach the terminal as they are", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (value) => {
        expect(shown(text(value, { partitionKey: value }))).not.toMatch(/[^\P{Cc}\n\t]/u);
        expect(shown(json(JSON.stringify({ [value]: value, pad: "x".repeat(100) })))).not.toMatch(/[^\P{Cc}\n\t]/u);
      }),
    );
  });

  test("colours are there when asked for only", () => {
    // oxlint-disable-next-line no-control-regex
    const colours = /\u001b\[/;
    expect(shown(json('{"a":1}'), true)).toMatch(colours);
    expect(shown(json('{"a":1}'), false)).not.toMatch(colours);
  });

  test("bytes that are not text do not look like text", () => {
    const bytes = Buffer.from([0xff]);
    expect(shown({ ...head, encoding: "base64", data: "/w==", text: "/w==", bytes })).toBe(
      "2026-01-01T00:00:00.000Z shard 12 user-1 [1 byte, not text; base64: /w==]\n",
    );
  });

  test.each([
    ["JKJaXmPLvHcESHA=", ""],
    ["c6af9ac6-7b61-11e6-9a41-93e8deadbeef", ""],
    ["user-1", "user-1 "],
  ])("the partition key %s is shown as %j where API Gateway makes them", (partitionKey, key) => {
    const record = text("hello", { partitionKey });
    expect(recordLine(record, { ...plainLook, hidesRandomKeys: true })).toBe(
      `2026-01-01T00:00:00.000Z shard 12 ${key}hello\n`,
    );
    expect(recordLine(record, plainLook)).toContain(` ${partitionKey} `);
    expect(recordLine(record, { ...plainLook, style: "json", hidesRandomKeys: true })).toContain(
      `"partitionKey":"${partitionKey}"`,
    );
  });
});

test("raw is the bytes and a line end", () => {
  const bytes = Buffer.from([0xff, 0x00]);
  const record: DecodedRecord = { ...head, encoding: "base64", data: "/wA=", text: "/wA=", bytes };
  expect(recordLine(record, { ...plainLook, style: "raw" })).toEqual(Buffer.from([0xff, 0x00, 0x0a]));
});

test.each([
  ["\0", [0xff, 0x00]],
  ["", [0xff]],
])("raw ends each record with the delimiter %j", (delimiter, bytes) => {
  const record: DecodedRecord = { ...head, encoding: "base64", data: "/w==", text: "/w==", bytes: Buffer.from([0xff]) };
  expect(recordLine(record, { ...plainLook, style: "raw", delimiter })).toEqual(Buffer.from(bytes));
});

describe("columns", () => {
  test.each([
    [["time"], "shard 12 user-1 hello\n"],
    [["time", "shard", "key"], "hello\n"],
    [["key"], "2026-01-01T00:00:00.000Z shard 12 hello\n"],
  ] as const)("without %j", (hidden, line) => {
    expect(recordLine(text("hello"), { ...plainLook, hidden: new Set(hidden) })).toBe(line);
  });

  test("the time is this machine's, an age, or nothing", () => {
    const at = (time: "local" | "relative" | "none"): string =>
      String(recordLine(text("hello"), { ...plainLook, time })).replace(/ ?shard 12 user-1 hello\n$/, "");
    expect(at("relative")).toBe("12 s ago");
    expect(at("none")).toBe("");
    expect(at("local")).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$/);
    expect(new Date(at("local"))).toEqual(new Date("2026-01-01T00:00:00.000Z"));
  });

  test("of several streams a record names its own", () => {
    const record = { ...text("hello"), streamName: "orders" };
    expect(recordLine(record, plainLook)).toBe("2026-01-01T00:00:00.000Z orders shard 12 user-1 hello\n");
    expect(recordLine(record, { ...plainLook, style: "json" })).toMatch(/^\{"streamName":"orders","shardId":/);
  });
});

test("--hex shows bytes that are not text as hexdump does", () => {
  const bytes = Buffer.from("kinesis \0 proxy\n", "latin1");
  const record: DecodedRecord = {
    ...head,
    encoding: "base64",
    data: "",
    text: "",
    bytes: Buffer.concat([bytes, bytes]),
  };
  expect(String(recordLine(record, { ...plainLook, hex: true })).split("\n")).toEqual([
    "2026-01-01T00:00:00.000Z shard 12 user-1",
    "  [32 bytes]",
    "  00000000  6b 69 6e 65 73 69 73 20  00 20 70 72 6f 78 79 0a  |kinesis . proxy.|",
    "  00000010  6b 69 6e 65 73 69 73 20  00 20 70 72 6f 78 79 0a  |kinesis . proxy.|",
    "",
  ]);
});

test("what --grep looks for is marked, on the line of the key and below", () => {
  const spans = (shown: string) => [...shown.matchAll(/order/g)].map((m) => ({ start: m.index, end: m.index + 5 }));
  const look = { ...plainLook, colour: true, spans };
  const marked = "\u001b[7morder\u001b[27m";
  expect(recordLine(text("an order, reordered"), look)).toContain(`an ${marked}, re${marked}ed`);
  const long = JSON.stringify({ order: "x".repeat(100), "re-order": 1 });
  expect(recordLine(json(long), look)).toContain(`    "${marked}": "xxx`);
  expect(recordLine(text("an order"), { ...look, colour: false })).not.toContain("\u001b");
});

test("lines of a record fit the terminal", () => {
  const long = JSON.stringify({ 이름: "가".repeat(120), url: "x".repeat(150), smile: "👩‍👩‍👧‍👦".repeat(50) });
  const lines = String(recordLine(json(long), { ...plainLook, width: 60 })).split("\n");
  expect(lines.filter((line) => columnsOf(line) > 60)).toEqual([]);
  expect(lines.join("").replace(/\s/g, "")).toContain("x".repeat(150));
});

test.each<[DecodedRecord, string]>([
  [json(`["${"x".repeat(100)}"]`), '["xxxxxxxx… [104 bytes in all]'],
  [json('{"a":1}'), '{"a":1}'],
  [text("123456789 12"), "123456789 … [12 bytes in all]"],
  [text("123\n456\n7\n89"), "123\n456\n7… [12 bytes in all]"],
])("of %j only so much is shown as there is room for", (record, shown) => {
  const look = { ...plainLook, most: 10, hidden: new Set(["time", "shard", "key"] as const) };
  expect(String(recordLine(record, look))).toBe(`${shown}\n`);
});

test.each([false, true])("of bytes, too; as a hex dump: %s", (hex) => {
  const bytes = Buffer.alloc(1_000, 255);
  const data = bytes.toString("base64");
  const shown = String(
    recordLine({ ...head, encoding: "base64", data, text: data, bytes }, { ...plainLook, hex, most: 100 }),
  );
  expect(shown.length).toBeLessThan(250);
  expect(shown).toMatch(/… \[1000 bytes in all\]\n$/);
});
