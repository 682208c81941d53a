import { hashOf } from "../../kinesis/stream/hash-key.ts";
import type { LoggedRecord } from "../../kinesis/stream/record-log.ts";
import { sequenceIn, shardId, shardIndex } from "../../kinesis/stream/shard.ts";
import type { Shard } from "../../kinesis/stream/shard.ts";
import type { RecordList, RecordView } from "../api/stream-view.ts";
import type { ReadRecord, StoredRecord } from "../page-options.ts";
import type { Asked } from "../page-route.ts";
import { contentView } from "../body-view.ts";
import { placeInSpace } from "../requests/places.ts";
import type { FoundStream } from "./found-stream.ts";

const MOST = 500;
const USUAL = 100;
/** Records that are looked at for one answer: more than those would make the requests to endpoints wait. */
const LOOKED_AT = 20_000;

/** The newest records that fit, decoded; `before` goes on where the last answer ended. */
export async function recordList({ desk, query }: Asked, { stream, region }: FoundStream): Promise<RecordList> {
  const decode = (await desk.options.decoder?.()) ?? plain;
  const limit = Math.min(MOST, Math.max(1, Number(query.get("limit") ?? USUAL) || USUAL));
  const only = query.get("shard");
  const shards = stream.shards.filter(({ index }) => only === null || index === shardIndex(only));
  const wanted = wants(query);
  const ends = endsOf(query.get("before"));
  const records: RecordView[] = [];
  const next = new Map(shards.map((shard) => [shard, ends.get(shard.index) ?? shard.log.next]));
  const writers = writersOf(
    desk.recorder.after(0).map((one) => desk.recorder.row(one)),
    stream.name,
    region,
  );
  let looked = 0;
  while (records.length < limit && looked++ < LOOKED_AT) {
    const newest = newestOf(next);
    if (newest === undefined) return { records };
    const [shard, record] = newest;
    next.set(shard, record.position);
    const stored = storedIn(shard, record);
    for (const one of [...decode(stored)].toReversed()) if (wanted(one)) records.push(view(stored, one, writers));
  }
  return { records, before: [...next].map(([{ index }, position]) => `${index}:${position}`).join(",") };
}

/** The newest record of those below the ends. */
function newestOf(next: ReadonlyMap<Shard, number>): readonly [Shard, LoggedRecord] | undefined {
  let found: readonly [Shard, LoggedRecord] | undefined;
  for (const [shard, end] of next) {
    const record = end <= 1 ? undefined : shard.log.read(end - 1, 1, Infinity)[0];
    if (record === undefined || record.position >= end) continue;
    if (found === undefined || record.arrived > found[1].arrived) found = [shard, record];
  }
  return found;
}

function storedIn(shard: Shard, { position, arrived, partitionKey, data }: LoggedRecord): StoredRecord {
  return {
    shardId: shardId(shard.index),
    sequenceNumber: sequenceIn(shard, position, arrived),
    partitionKey,
    bytes: data,
    arrivedAt: new Date(arrived),
  };
}

function view(stored: StoredRecord, one: ReadRecord, writers: ReadonlyMap<string, number>): RecordView {
  const { shardId: shard, sequenceNumber, arrivedAt } = stored;
  const { partitionKey, subSequenceNumber, bytes } = one;
  const requestId = writers.get(sequenceNumber);
  return {
    shardId: shard,
    sequenceNumber,
    ...(subSequenceNumber !== undefined && { subSequenceNumber }),
    partitionKey,
    at: placeInSpace(hashOf(partitionKey)),
    arrivedAt: arrivedAt.toISOString(),
    ...contentView(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
    ...(requestId !== undefined && { requestId }),
  };
}

/** Which request has written the record of that sequence number. */
function writersOf(
  rows: readonly {
    readonly id: number;
    readonly stored?: { readonly stream: string; readonly region: string; readonly sequenceNumber: string };
  }[],
  stream: string,
  region: string,
): ReadonlyMap<string, number> {
  const own = rows.filter(
    ({ stored }) => stored?.region === region && (stored.stream === stream || stored.stream === ""),
  );
  return new Map(own.map(({ id, stored }) => [stored?.sequenceNumber ?? "", id]));
}

function wants(query: URLSearchParams): (record: ReadRecord) => boolean {
  const [key, text] = [query.get("key"), query.get("text")?.toLowerCase()];
  return ({ partitionKey, bytes }) =>
    (key === null || partitionKey === key) &&
    (text === undefined || Buffer.from(bytes).toString().toLowerCase().includes(text));
}

function endsOf(before: string | null): ReadonlyMap<number, number> {
  const pairs = (before ?? "").split(",").map((pair) => pair.split(":").map(Number));
  return new Map(
    pairs.flatMap(([index, position]) => (index === undefined || position === undefined ? [] : [[index, position]])),
  );
}

function* plain(record: StoredRecord): Generator<ReadRecord> {
  yield { partitionKey: record.partitionKey, bytes: record.bytes, encoding: "base64", data: "" };
}
