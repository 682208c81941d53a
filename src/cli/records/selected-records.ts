import type { DecodedRecord } from "../../engine/decoded-record.ts";
import { hashKeyOf, holds } from "../../aws/streams/hash-key.ts";
import type { StreamShard } from "../../aws/list-shards.ts";
import type { Batch } from "../../records/read/shard/batch.ts";
import type { Idle } from "../../records/read/idle-timeout.ts";
import { explain } from "../../aws/explain/explain.ts";
import { START } from "../../aws/read-retry.ts";
import { decode } from "../../records/decode/decode.ts";
import { lacksZstd } from "../../records/decode/unpacked.ts";
import type { Position } from "../../records/read/position.ts";
import { lastOf } from "../../records/read/last-of.ts";
import { readRecords, type ReadOptions } from "../../records/read/read-records.ts";
import type { ShardBatch } from "../../records/read/shard-batch.ts";
import type { StreamRecord } from "../../records/read/stream-record.ts";
import { select } from "../../records/select/select.ts";
import { tail } from "../../records/read/tail.ts";
import type { ReadSession } from "../session.ts";
import { onThisMachine } from "./on-this-machine.ts";
import { keep, placeAfter, resume } from "./checkpoint/progress.ts";
import { readingOf } from "./reading-of.ts";
import type { RecordOptions } from "./record-flags.ts";

/** Milliseconds of work before a pause for Ctrl-C: records that are costly to decode arrive without one. */
const breath = 50;

/** Decoded records that are handed on together: those of a whole reply would outlive their use, and take twice the memory. */
const atOnce = 250;

/** Endlessly or one pass; `since` is the default of --since. */
export interface Reading {
  readonly endless: boolean;
  readonly since: Position;
  /** The name or ARN of the stream, where it is not the proxy's. */
  readonly streamName?: string | undefined;
  /** Each record names its stream. */
  readonly marked?: boolean | undefined;
  /** The idle timeout that several readings share. */
  readonly idle?: Idle | undefined;
  /** Called with each reply of Kinesis, and the stream it is of. */
  readonly onReply?: ((streamName: string, shardId: string, batch: Batch) => void) | undefined;
  /** Told what a person waiting at a terminal wants to know. */
  readonly tell?: (text: string) => void;
}

/** The records that the options select, decoded; those that came together, together. */
export async function* selectedBatches(
  session: ReadSession,
  options: RecordOptions,
  { endless, since, marked = false, idle, onReply, tell = () => undefined, ...how }: Reading,
): AsyncGenerator<readonly DecodedRecord[]> {
  const { config, clients, clock, signal, report, place } = session;
  const { limit = Infinity, last, ...reading } = readingOf(options, clock.now(), since);
  const warn = once((text) => report.event({ type: "warning", text }));
  const passes = await select(options, warn);
  const { streamName = config.streamName } = how;
  const first = endless ? { advice: adviceOf(session) } : { start: START };
  await using file =
    options.checkpoint === undefined
      ? undefined
      : await resume(session, options.checkpoint, streamName, reading, first);
  await using pushed = options.fanOut === true ? await fanOutOf(session, streamName) : undefined;
  const common = {
    ...reading,
    ...file?.begin,
    source: pushed?.source,
    streamName,
    idle,
    wants: wantsOf(options),
    advice: first.advice,
    onReply: onReply && ((shardId: string, batch: Batch) => onReply(streamName, shardId, batch)),
    clock,
    signal,
    report,
    local: onThisMachine(place.endpoint),
  };
  const where = `${file?.goesOn === true ? "from the checkpoint" : fromWhere(reading)} ${toWhen(reading)}`;
  const onShards = (count: number): void =>
    tell(`Following ${streamName}, ${count} ${count === 1 ? "shard" : "shards"}, ${where}; Ctrl-C ends.`);
  const follow = (from: Partial<ReadOptions>) =>
    endless
      ? tail(clients.kinesis, { ...common, onShards, ...from })
      : readRecords(clients.kinesis, { ...common, ...from });
  let [read, shown] = [0, 0];
  const unpacked = function* (record: StreamRecord): Generator<DecodedRecord> {
    for (const one of decode(record, { unpack: options.decode })) {
      read += 1;
      if (one.encoding === "base64" && options.decode && lacksZstd(one.bytes)) warn(zstdText);
      if (passes(one) && file?.seen(one) !== true) yield marked ? { streamName, ...one } : one;
    }
  };
  let source: AsyncIterable<ShardBatch>;
  if (last === undefined) source = follow({});
  else {
    const pass = (position: Position) => readRecords(clients.kinesis, { ...common, position });
    const { items, ...rest } = await lastOf(last, clock.now(), pass, unpacked);
    shown = Math.min(items.length, limit);
    if (shown > 0) yield items.slice(0, shown);
    source = endless && shown < limit ? follow(rest) : nothing();
  }
  for await (const { shardId, records, ended } of source) {
    let heard = clock.now();
    let batch: DecodedRecord[] = [];
    for (const record of records) {
      const parts = unpacked(record);
      for (let part = parts.next(); part.done !== true;) {
        const one = part.value;
        batch.push(one);
        shown += 1;
        part = parts.next();
        if (shown < limit) continue;
        yield batch;
        file?.note(shardId, placeAfter(one, part.done !== true));
        return await keep(file, session);
      }
      const tired = clock.now() - heard >= breath;
      if (!tired && batch.length < atOnce) continue;
      if (tired) await clock.sleep(0, signal);
      if (batch.length > 0) yield batch;
      [batch, heard] = [[], clock.now()];
    }
    if (batch.length > 0) yield batch;
    if (file === undefined) continue;
    const latest = records.at(-1);
    if (ended) file.note(shardId, "done");
    else if (latest !== undefined) file.note(shardId, placeAfter(latest, false));
    await keep(file, session);
  }
  if (shown > 0 || (endless && options.until === undefined)) return;
  const unused = file?.goesOn === true && options.since !== undefined;
  const text =
    read === 0
      ? `No records in ${streamName}, ${where}${unused ? "; --since is for the first run with it" : ""}.`
      : `None of ${read} ${read === 1 ? "record" : "records"} matched.`;
  // In a pipe, too, nothing at all would look like a fault; but that nothing is new, or that one of many streams is empty, is usual.
  const usual = marked || (file?.goesOn === true && read === 0 && !unused);
  if (usual && options.until === undefined && reading.position.type !== "time") tell(text);
  else report.event({ type: "note", text });
}

const zstdText = "Records packed with zstd are shown as base64: Node.js unpacks zstd from version 22.15 on.";

/** Tells the first of those that differ in numbers alone. */
function once(tell: (text: string) => void): (text: string) => void {
  const kinds = new Set<string>();
  return (text) => {
    const kind = text.replace(/\d+/g, "");
    if (!kinds.has(kind)) tell(text);
    kinds.add(kind);
  };
}

async function* nothing(): AsyncGenerator<ShardBatch> {}

/** What to do where nothing answers: whoever follows a stream waits for it, and may wait for nothing. */
function adviceOf({ place, config }: ReadSession): (error: unknown) => string | undefined {
  return (error) => {
    const told = explain(error, { ...place, region: config.region });
    return told && [told.message, told.hint].filter(Boolean).join(" ");
  };
}

async function fanOutOf(session: ReadSession, streamName: string) {
  const { fanOut } = await import("./fan-out/fan-out.ts");
  return fanOut(session, streamName);
}

/** With --key, only the shards that its records are in, unless writers chose others. */
function wantsOf({ key, allShards }: RecordOptions): ((shard: StreamShard) => boolean) | undefined {
  if (key === undefined || allShards === true) return undefined;
  const hash = hashKeyOf(key);
  return ({ range }) => holds(range, hash);
}

function fromWhere({ position }: Pick<ReadOptions, "position">): string {
  switch (position.type) {
    case "trim-horizon":
      return "from the oldest";
    case "latest":
      return "from now";
    case "time":
      return `from ${position.at.toISOString()}`;
  }
}

function toWhen({ until }: Pick<ReadOptions, "until">): string {
  return until === undefined ? "on" : `to ${until.toISOString()}`;
}
