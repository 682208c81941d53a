import type { JSONValue } from "@jmespath-community/jmespath";
import type { AnyRecord } from "../../engine/decoded-record.ts";

/** The members of a record's JSON, in their order: what --where, --query and --format can name. */
export const fieldNames: readonly string[] = [
  "streamName",
  "shardId",
  "sequenceNumber",
  "subSequenceNumber",
  "partitionKey",
  "arrivedAt",
  "encoding",
  "data",
];

/** A record as its JSON has it; a member without a value is left out. */
export function fieldsOf(record: AnyRecord): JSONValue {
  const members = Object.entries(record).filter(([name, value]) => value !== undefined && fieldNames.includes(name));
  // The record's members are JSON: `data` was parsed from it.
  return Object.fromEntries(members) as JSONValue;
}
