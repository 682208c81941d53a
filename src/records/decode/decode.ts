import type { DecodedRecord } from "../../engine/decoded-record.ts";
import { splitAggregate } from "./split-aggregate.ts";
import { contentOf } from "./content.ts";
import { gunzip } from "./gunzip.ts";
import type { StreamRecord } from "../read/stream-record.ts";

export interface DecodeOptions {
  /** Splits aggregated records and unpacks gzip data; false: bytes stay as they were stored. */
  readonly unpack: boolean;
}

/** The records in one stored record, in order: one, or those that were aggregated into it. Bytes that only look aggregated or packed
 * stay as they are; zstd is not unpacked. */
export function* decode(record: StreamRecord, { unpack }: DecodeOptions): Generator<DecodedRecord> {
  const parts = unpack ? splitAggregate(record.bytes) : undefined;
  if (parts === undefined) {
    yield decoded(record, record, undefined, unpack);
    return;
  }
  for (const [place, part] of parts.entries()) yield decoded(record, part, place, unpack);
}

function decoded(
  record: StreamRecord,
  part: Pick<StreamRecord, "partitionKey" | "bytes">,
  subSequenceNumber: number | undefined,
  unpack: boolean,
): DecodedRecord {
  const bytes = (unpack ? gunzip(part.bytes) : undefined) ?? part.bytes;
  return {
    shardId: record.shardId,
    sequenceNumber: record.sequenceNumber,
    subSequenceNumber,
    partitionKey: part.partitionKey,
    arrivedAt: record.arrivedAt.toISOString(),
    bytes,
    ...contentOf(bytes),
  };
}
