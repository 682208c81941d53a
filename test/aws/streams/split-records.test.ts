import fc from "fast-check";
import { expect, test } from "vitest";
import { splitRecords } from "../../../src/aws/streams/split-records.ts";

interface Document {
  readonly Records: readonly Readonly<Record<string, unknown>>[];
}

/** A document of JSON, cut into chunks of these lengths, over and over. */
function chunks(json: string, lengths: readonly number[]): Uint8Array[] {
  const bytes = new TextEncoder().encode(json);
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = lengths[parts.length % lengths.length] ?? bytes.length;
    parts.push(bytes.slice(at, at + length));
    at += length;
  }
  return parts;
}

/** What the SDK makes of the document. */
function parsed(json: string) {
  const { Records, ...rest } = JSON.parse(json) as Document;
  const records = Records.map(({ Data, ApproximateArrivalTimestamp: time, ...texts }) => ({
    ...texts,
    Data: Buffer.from(String(Data), "base64"),
    ...(time !== undefined && { ApproximateArrivalTimestamp: new Date(Math.round(Number(time) * 1_000)) }),
  }));
  return { records, rest: { ...rest, Records: [] } };
}

function split(json: string, lengths: readonly number[] = []) {
  const found = splitRecords(chunks(json, lengths));
  return found && { records: found.records, rest: JSON.parse(found.rest.toString()) as unknown };
}

const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom('"', "\\", '\\"', '"},{"', '"Records":[', "]}", "é", "\ud83d\ude00", "\u0000", "\u2028"),
);
const record = fc.record(
  {
    SequenceNumber: fc.bigInt({ min: 0n }).map(String),
    ApproximateArrivalTimestamp: fc.oneof(fc.double({ min: 0, max: 4e9, noNaN: true }), fc.nat()),
    Data: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString("base64")),
    PartitionKey: text,
    EncryptionType: fc.constantFrom("KMS", "NONE"),
  },
  { requiredKeys: ["SequenceNumber", "Data"] },
);
const members = { MillisBehindLatest: fc.nat(), NextShardIterator: text, ChildShards: fc.constant([{ ShardId: "s" }]) };
const answer = fc
  .tuple(fc.record(members, { requiredKeys: [] }), fc.array(record, { minLength: 1, maxLength: 8 }), fc.boolean())
  .map(([rest, Records, first]) => (first ? { Records, ...rest } : { ...rest, Records }));

test("whatever is in the records, and however the document is laid out and cut: as the whole of it, parsed", () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(answer, lengths, fc.constantFrom(undefined, 1, "\t"), (document, cuts, indent) => {
      const json = JSON.stringify(document, undefined, indent);
      expect(split(json, cuts)).toEqual(parsed(json));
    }),
  );
});

test("a record of many chunks, and many records in one chunk", () => {
  const long = { SequenceNumber: "1", PartitionKey: "a", Data: Buffer.alloc(300_000, "x").toString("base64") };
  const short = { SequenceNumber: "2", PartitionKey: "b", Data: "YQ==" };
  const list = [short, long, ...Array.from({ length: 3_000 }, () => short)];
  for (const cuts of [[65_536], [5, 40_000], []]) {
    const { records = [] } = splitRecords(chunks(JSON.stringify({ Records: list }), cuts)) ?? {};
    const again = records.map(({ Data = [], ...record }) => ({
      ...record,
      Data: Buffer.from(Data).toString("base64"),
    }));
    // Compared as text: to compare bytes one by one takes long.
    expect(JSON.stringify(again)).toBe(JSON.stringify(list));
  }
});

const usual = '{"SequenceNumber":"1","Data":"YQ==","PartitionKey":"a"}';

test.each([
  ["none", "[]"],
  ["a member that Kinesis does not have yet", '[{"SequenceNumber":"1","Data":"YQ==","Headers":"x"}]'],
  ["a list in a record", '[{"Data":["YQ=="]}]'],
  ["a missing member", '[{"Data":null}]'],
  ["bytes that are not base64", '[{"Data":"YQ=*"}]'],
  ["base64 that is cut", '[{"Data":"YWI"}]'],
  ["padding within", '[{"Data":"YQ==YQ=="}]'],
  ["a number as text", '[{"ApproximateArrivalTimestamp":"1"}]'],
  ["a number that is none of JSON's", '[{"ApproximateArrivalTimestamp":01}]'],
  ["a string that is none of JSON's", '[{"PartitionKey":"\n"}]'],
  ["an unknown kind of encryption", '[{"EncryptionType":"RSA"}]'],
  ["a comma behind the last one", `[${usual},]`],
  ["no comma between two", `[${usual}${usual}]`],
  ["no end", `[${usual},{"SequenceNumber":"2"`],
  ["an empty one", "[{}]"],
])("the SDK reads records with %s", (_, list) => {
  expect(splitRecords([Buffer.from(`{"Records":${list}}`)])).toBeUndefined();
});

test("the SDK reads what has no list of records", () => {
  expect(splitRecords([])).toBeUndefined();
  expect(splitRecords([Buffer.from("<html>")])).toBeUndefined();
  expect(splitRecords([Buffer.alloc(200_000, " ")])).toBeUndefined();
});
