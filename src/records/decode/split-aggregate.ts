import { createHash } from "node:crypto";
import { fields } from "./protobuf.ts";

/** A record that a producer has packed into another one. */
export interface SubRecord {
  readonly partitionKey: string;
  readonly bytes: Uint8Array;
}

const magic = Buffer.from("f3899ac2", "hex");
const digestLength = 16;

/** Splits a record of the Kinesis Producer Library's aggregation format (magic, protobuf AggregatedRecord, MD5 of the protobuf);
 * undefined for anything else, for damaged bytes and for an empty record. */
export function splitAggregate(bytes: Uint8Array): readonly SubRecord[] | undefined {
  if (bytes.length < magic.length + digestLength || !magic.equals(bytes.subarray(0, magic.length))) return undefined;
  const message = bytes.subarray(magic.length, -digestLength);
  if (!createHash("md5").update(message).digest().equals(bytes.subarray(-digestLength))) return undefined;
  try {
    const records = aggregatedRecord(message);
    return records.length === 0 ? undefined : records;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** AggregatedRecord: 1 partition_key_table, 2 explicit_hash_key_table, 3 records. The table may come after the records. */
function aggregatedRecord(message: Uint8Array): readonly SubRecord[] {
  const keys: string[] = [];
  const records: Uint8Array[] = [];
  for (const { number, value } of fields(message)) {
    if (number === 1) keys.push(Buffer.from(asBytes(value)).toString("utf8"));
    if (number === 3) records.push(asBytes(value));
  }
  return records.map((record) => subRecord(record, keys));
}

/** Record: 1 partition_key_index, 2 explicit_hash_key_index, 3 data, 4 tags. */
function subRecord(message: Uint8Array, keys: readonly string[]): SubRecord {
  let index: number | undefined;
  let bytes: Uint8Array | undefined;
  for (const { number, value } of fields(message)) {
    if (number === 1) index = asNumber(value);
    if (number === 3) bytes = asBytes(value);
  }
  const partitionKey = index === undefined ? undefined : keys[index];
  if (partitionKey === undefined || bytes === undefined) throw new RangeError("A sub-record has no key or no data.");
  return { partitionKey, bytes };
}

function asBytes(value: number | Uint8Array): Uint8Array {
  if (typeof value === "number") throw new RangeError("A number stands where bytes belong.");
  return value;
}

function asNumber(value: number | Uint8Array): number {
  if (typeof value !== "number") throw new RangeError("Bytes stand where a number belongs.");
  return value;
}
