import type { ArchivedRecord } from "../../engine/decoded-record.ts";
import { contentOf } from "../decode/content.ts";
import { asEnvelope } from "../decode/envelope.ts";

/** A line of an archive as a record. What an envelope says of its arrival and its partition key is known; the rest is not. */
export function archivedRecord(bytes: Uint8Array): ArchivedRecord {
  const content = contentOf(bytes);
  const { receivedAt, partitionKey } = (content.encoding === "json" ? asEnvelope(content.data) : undefined) ?? {};
  const at = new Date(typeof receivedAt === "string" || typeof receivedAt === "number" ? receivedAt : NaN);
  return {
    shardId: null,
    sequenceNumber: null,
    partitionKey: typeof partitionKey === "string" ? partitionKey : null,
    arrivedAt: Number.isNaN(at.getTime()) ? null : at.toISOString(),
    bytes,
    ...content,
  };
}
