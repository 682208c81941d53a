import type { AnyRecord } from "../../engine/decoded-record.ts";
import { oneLine } from "../json-text.ts";
import { prettyLines } from "./pretty-lines.ts";
import type { RecordLook } from "./record-look.ts";
import { visible } from "../visible.ts";

/** One record as it is written to stdout, with its line end. */
export function recordLine(record: AnyRecord, look: RecordLook): string | Uint8Array {
  switch (look.style) {
    case "json":
      return `${jsonLine(record)}\n`;
    case "pretty":
      return `${prettyLines(record, look)}\n`;
    case "raw":
      return Buffer.concat([record.bytes, Buffer.from(look.delimiter)]);
  }
}

function jsonLine(record: AnyRecord): string {
  const { streamName, shardId, sequenceNumber, subSequenceNumber, partitionKey, arrivedAt, encoding } = record;
  const members = { streamName, shardId, sequenceNumber, subSequenceNumber, partitionKey, arrivedAt, encoding };
  const data = record.encoding === "json" ? oneLine(record.text) : JSON.stringify(record.data);
  return visible(`${JSON.stringify(members).slice(0, -1)},"data":${data}}`);
}
