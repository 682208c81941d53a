import type { DecodedRecord } from "../../engine/decoded-record.ts";
import type { StreamRecord } from "../read/stream-record.ts";
import { contentOf } from "./content.ts";
import { logEvents } from "./log-events.ts";
import { splitAggregate, type SubRecord } from "./split-aggregate.ts";
import { budget, unpacked, type Budget } from "./unpacked.ts";

export interface DecodeOptions {
  /** Splits aggregated records and unpacks packed data; false: bytes stay as they were stored. */
  readonly unpack: boolean;
}

/** Layers of a record that are taken off at most. */
const mostLayers = 5;

/** The records in one stored record, in order: one, or those that were aggregated into it. Layers (gzip, zlib, zstd, aggregates of the
 * Kinesis Producer Library, envelopes of CloudWatch Logs) may lie in any order; bytes that only look like one stay as they are. */
export function* decode(record: StreamRecord, { unpack }: DecodeOptions): Generator<DecodedRecord> {
  if (!unpack || !mayBePacked(record.bytes)) {
    yield decoded(record, record, undefined);
    return;
  }
  let place = 0;
  for (const { part, split } of partsOf(record, { layers: 0, split: false, packed: false }, budget()))
    yield decoded(record, part, split ? place++ : undefined);
}

interface Depth {
  readonly layers: number;
  /** It is one of several in a record. */
  readonly split: boolean;
  /** It came out of a packed layer. */
  readonly packed: boolean;
}

interface Part {
  readonly part: SubRecord;
  readonly split: boolean;
}

function* partsOf(part: SubRecord, depth: Depth, budget: Budget): Generator<Part> {
  const { layers, split, packed } = depth;
  const deeper = { layers: layers + 1, split, packed };
  const inner = layers < mostLayers ? unpacked(part.bytes, budget) : undefined;
  if (inner !== undefined) return yield* partsOf({ ...part, bytes: inner }, { ...deeper, packed: true }, budget);
  const several = layers < mostLayers ? severalIn(part, packed) : undefined;
  if (several === undefined) return yield { part, split };
  for (const one of several) yield* partsOf(one, { ...deeper, split: true, packed: false }, budget);
}

function severalIn(part: SubRecord, packed: boolean): readonly SubRecord[] | undefined {
  const records = splitAggregate(part.bytes);
  if (records !== undefined || !packed) return records;
  // CloudWatch Logs always sends gzip: what only looks like its envelope stays whole.
  return logEvents(part.bytes)?.map((bytes) => ({ ...part, bytes }));
}

/** The first bytes of gzip, zstd and aggregates, and of zlib with any window. */
function mayBePacked({ 0: first = 0 }: Uint8Array): boolean {
  return first === 0x1f || first === 0x28 || first === 0xf3 || (first & 0x8f) === 0x08;
}

function decoded(record: StreamRecord, part: SubRecord, subSequenceNumber: number | undefined): DecodedRecord {
  return {
    shardId: record.shardId,
    sequenceNumber: record.sequenceNumber,
    subSequenceNumber,
    partitionKey: part.partitionKey,
    arrivedAt: record.arrivedAt.toISOString(),
    bytes: part.bytes,
    ...contentOf(part.bytes),
  };
}
