import fc from "fast-check";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { readArchive, type ReadArchiveOptions } from "../../../src/records/archive/read-archive.ts";
import type { ArchiveStore } from "../../../src/records/archive/archive-store.ts";
import { keyAt, memoryStore } from "./memory-store.ts";

const all = { since: -Infinity, until: Infinity };
const once = { call: <T>(_what: string, call: () => Promise<T>) => call() };

async function read(store: ArchiveStore, options: Partial<ReadArchiveOptions> = {}) {
  const records = [];
  const ends: string[] = [];
  for await (const batch of readArchive(store, "", { window: all, retry: once, ...options })) {
    records.push(...batch.records);
    if (batch.ended) ends.push(`${batch.object.key} ${batch.place}`);
  }
  return { records, ends };
}

const texts = async (store: ArchiveStore, options: Partial<ReadArchiveOptions> = {}): Promise<readonly string[]> =>
  (await read(store, options)).records.map(({ bytes }) => Buffer.from(bytes).toString());

test("each line of an object is a record, packed or not, across pieces of any size", async () => {
  const line = fc
    .uint8Array({ minLength: 1, maxLength: 40 })
    .map((bytes) => bytes.map((byte) => (byte === 10 ? 11 : byte)));
  await fc.assert(
    fc.asyncProperty(fc.array(line), fc.boolean(), fc.integer({ min: 1, max: 50 }), async (lines, packed, size) => {
      const whole = Buffer.concat(lines.flatMap((bytes) => [bytes, Buffer.from("\n")]));
      const body = packed ? gzipSync(whole) : whole;
      const pieces = Array.from({ length: Math.ceil(body.length / size) }, (_, at) =>
        body.subarray(at * size, (at + 1) * size),
      );
      const { store } = memoryStore({ a: { body } });
      const pieced = { ...store, open: async () => ({ body: Readable.from(pieces), gzip: packed }) };
      const { records } = await read(pieced);
      expect(records.map(({ bytes }) => [...bytes])).toEqual(lines.map((bytes) => [...bytes]));
    }),
    { numRuns: 200 },
  );
});

test("members of gzip that were put together are one", async () => {
  const body = Buffer.concat([gzipSync("a\n"), gzipSync("b\n")]);
  expect(await texts(memoryStore({ "x.gz": { body } }).store)).toEqual(["a", "b"]);
});

test("empty lines are no records, and the last one needs no line end", async () => {
  expect(await texts(memoryStore({ x: { body: Buffer.from('{"a":1}\n\n\ntext') } }).store)).toEqual([
    '{"a":1}',
    "text",
  ]);
});

describe("fields", () => {
  const first = async (text: string) => (await read(memoryStore({ x: { body: Buffer.from(text) } }).store)).records[0];

  test("are null where the object does not hold them", async () => {
    expect(await first('{"a":1}')).toMatchObject({
      shardId: null,
      sequenceNumber: null,
      partitionKey: null,
      arrivedAt: null,
      encoding: "json",
      data: { a: 1 },
    });
  });

  test("are what the envelope says", async () => {
    const envelope = {
      body: 1,
      encoding: "json",
      receivedAt: "2026-02-05T10:00:00.123Z",
      requestId: "r",
      headers: {},
      partitionKey: "k",
    };
    expect(await first(JSON.stringify(envelope))).toMatchObject({
      partitionKey: "k",
      arrivedAt: "2026-02-05T10:00:00.123Z",
    });
    // Where the time of a request has another form than API Gateway documents.
    expect(await first(JSON.stringify({ ...envelope, receivedAt: 1_770_285_600_123 }))).toMatchObject({
      arrivedAt: "2026-02-05T10:00:00.123Z",
    });
  });
});

test("a record that says when it arrived is in the window or not; others come with their object", async () => {
  const line = (second: number): string =>
    JSON.stringify({
      body: second,
      encoding: "json",
      receivedAt: `2026-02-05T10:00:0${second}.000Z`,
      requestId: "r",
      headers: {},
    });
  const body = Buffer.from([line(1), line(2), line(3), "plain"].join("\n"));
  const { store } = memoryStore({ [keyAt("2026-02-05T10:00:00Z")]: { body } });
  const window = { since: Date.parse("2026-02-05T10:00:02.000Z"), until: Date.parse("2026-02-05T10:00:03.000Z") };
  const { records } = await read(store, { window });
  expect(records.map(({ text }) => text)).toEqual([line(2), "plain"]);
  // The place of each counts those that are left out.
  const found: number[] = [];
  for await (const { places } of readArchive(store, "", { window, retry: once })) found.push(...places);
  expect(found).toEqual([2, 4]);
});

test("objects and records that were read before are not read again", async () => {
  const { store, opened } = memoryStore({
    a: { body: Buffer.from("1\n2\n") },
    b: { body: Buffer.from("3\n4\n5\n") },
    c: { body: Buffer.from("6\n") },
  });
  const before = (key: string): number | "done" => (key === "a" ? "done" : key === "b" ? 2 : 0);
  const { records, ends } = await read(store, { before });
  expect(records.map(({ text }) => text)).toEqual(["5", "6"]);
  expect(ends).toEqual(["b 3", "c 1"]);
  expect(opened).not.toContain("a");
});

test("a download that breaks off goes on where it was", async () => {
  const { store } = memoryStore({ a: { body: Buffer.alloc(0) } });
  let opens = 0;
  const breaking: ArchiveStore = {
    ...store,
    async open() {
      opens += 1;
      const broken = opens === 1;
      const pieces = async function* () {
        yield Buffer.from("1\n2\n3");
        if (broken) throw new Error("connection lost");
        yield Buffer.from("3\n4\n");
      };
      return { body: Readable.from(pieces()), gzip: false };
    },
  };
  const retry = {
    call: async <T>(_what: string, call: () => Promise<T>): Promise<T> => call().catch(() => call()),
  };
  expect(await texts(breaking, { retry })).toEqual(["1", "2", "33", "4"]);
  expect(opens).toBe(2);
});

test("an object that is deleted meanwhile is told of, and the rest is read", async () => {
  const { store } = memoryStore({ a: { body: Buffer.from("1\n") }, b: { body: Buffer.from("2\n") } });
  const gone: string[] = [];
  const open: ArchiveStore["open"] = async (key) => {
    if (key === "a") throw Object.assign(new Error("gone"), { name: "NoSuchKey" });
    return store.open(key);
  };
  expect(await texts({ ...store, open }, { onGone: (key) => void gone.push(key) })).toEqual(["2"]);
  expect(gone).toEqual(["a"]);
});

test("bytes that are not gzip end the reading with the object's name", async () => {
  const { store } = memoryStore({ "x.gz": { body: gzipSync("1\n2\n").subarray(0, 12) } });
  await expect(texts(store)).rejects.toThrow("x.gz in s3://archive/ cannot be unpacked: it is not gzip, or not whole.");
});
