import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startLocal } from "../../../../src/local/index.ts";
import type { Local } from "../../../../src/local/index.ts";
import type { KeyPlace, RecordList, StreamSummary, StreamView } from "../../../../src/local/page/api.ts";
import { decode } from "../../../../src/records/decode/decode.ts";
import { handClock } from "../../hand-clock.ts";
import { pageApi, tokenOf } from "../ask.ts";
import { orders } from "../orders.ts";
import { pageFolder } from "../page-folder.ts";

const folder = pageFolder();
let local: Local;
let made: Awaited<ReturnType<typeof orders>>;
let api: ReturnType<typeof pageApi>;

beforeAll(async () => {
  const decoder = () => Promise.resolve((record: Parameters<typeof decode>[0]) => decode(record, { unpack: true }));
  // Rates are those of the last ten seconds.
  local = await startLocal({ clock: handClock(), page: { folder: folder.path, decoder } });
  made = await orders(local, { shards: 2 });
  api = pageApi(local, await tokenOf(local));
  for (let at = 0; at < 5; at++) await put(`key-${at}`, `{"at":${at}}`);
});
afterAll(async () => {
  await local.close();
  folder.remove();
});

const path = "/streams/ap-northeast-2/orders";
const put = (PartitionKey: string, data: string | Buffer) =>
  made.kinesis("PutRecord", { StreamName: "orders", PartitionKey, Data: Buffer.from(data).toString("base64") });
const records = (query = "") => api.get<RecordList>(`${path}/records${query}`);

describe("a stream", () => {
  test("is shown with its shards over the hash space", async () => {
    expect(await api.get<StreamSummary[]>("/streams")).toMatchObject([
      { name: "orders", openShards: 2, mode: "PROVISIONED" },
    ]);
    const { shards } = await api.get<StreamView>(path);
    expect(shards.map(({ id, from, to, open }) => [id, from, to, open])).toEqual([
      ["shardId-000000000000", 0, expect.closeTo(0.5), true],
      ["shardId-000000000001", 0.5, 1, true],
    ]);
    expect(shards[1]?.lastHash).toBe(String(2n ** 128n - 1n));
    expect(shards.reduce((sum, one) => sum + one.records, 0)).toBe(5);
    expect(shards.reduce((sum, one) => sum + one.recordsPerSecond, 0)).toBeCloseTo(0.5);
    // Kinesis counts data and keys: {"at":0} and key-0.
    expect(shards.reduce((sum, one) => sum + one.bytes, 0)).toBe(5 * 13);
    expect(shards.reduce((sum, one) => sum + one.bytesPerSecond, 0)).toBeCloseTo(6.5);
  });

  test("tells where a key falls, and puts a record with it there", async () => {
    const place = await api.get<KeyPlace>(`${path}/place?key=${encodeURIComponent("ключ &x")}`);
    expect(place).toMatchObject({ partitionKey: "ключ &x", hashKey: expect.stringMatching(/^\d+$/) });
    expect((await put("ключ &x", "{}"))["ShardId"]).toBe(place.shardId);
    expect(place.at).toBeCloseTo(Number(BigInt(place.hashKey) >> 64n) / 2 ** 64);
  });

  test("that is not there is not made", async () => {
    expect((await api.call("GET", "/streams/eu-west-1/orders")).status).toBe(404);
    expect(await api.get<StreamSummary[]>("/streams")).toHaveLength(1);
  });
});

describe("records", () => {
  test("come newest first, of all shards, a page at a time", async () => {
    const all: string[] = [];
    for (let before: string | undefined = ""; before !== undefined;) {
      const page: RecordList = await records(`?limit=2${before === "" ? "" : `&before=${before}`}`);
      expect(page.records.length).toBeLessThanOrEqual(2);
      all.push(...page.records.map(({ sequenceNumber }) => sequenceNumber));
      ({ before } = page);
    }
    expect(all).toHaveLength(new Set(all).size);
    expect(all.length).toBeGreaterThanOrEqual(5);
    const { records: whole } = await records();
    const times = whole.map(({ arrivedAt }) => arrivedAt);
    expect(times).toEqual(times.toSorted().toReversed());
  });

  test("are decoded as tail does it, and can be chosen by key, text and shard", async () => {
    await put("packed", gzipSync('{"inside":"gzip"}'));
    expect((await records("?key=packed")).records).toMatchObject([
      { encoding: "json", data: { inside: "gzip" }, size: 17 },
    ]);
    expect((await records("?text=INSIDE")).records).toHaveLength(1);
    expect((await records("?shard=shardId-000000000000")).records.every(({ at }) => at < 0.5)).toBe(true);
    expect(await records("?key=none")).toEqual({ records: [] });
  });

  test("name the request that wrote them", async () => {
    await made.post('{"by":"request"}');
    const { records: found } = await records("?text=by");
    expect(found).toMatchObject([{ data: { by: "request" }, requestId: 1 }]);
  });
});
