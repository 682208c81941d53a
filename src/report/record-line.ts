import type { DecodedRecord } from "../engine/decoded-record.ts";
import { indented, oneLine } from "./json-text.ts";
import { visible, visibleLine } from "./visible.ts";
import { paint } from "./paint.ts";

/** How records are written: one JSON document a line, for people on a terminal, or only the bytes. */
export type RecordStyle = "json" | "pretty" | "raw";

/** One record as it is written to stdout, with its line end. For `pretty` only: `colour`, and whether to leave out partition keys
 * that API Gateway made, which differ in each record. */
export function recordLine(
  record: DecodedRecord,
  style: RecordStyle,
  colour: boolean,
  hidesRandomKeys = false,
): string | Uint8Array {
  switch (style) {
    case "json":
      return `${jsonLine(record)}\n`;
    case "pretty":
      return `${prettyLines(record, colour, hidesRandomKeys)}\n`;
    case "raw":
      return Buffer.concat([record.bytes, Buffer.from("\n")]);
  }
}

/** A request id of API Gateway, extended or not. */
const requestId = /^([\w-]{15}=|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function jsonLine(record: DecodedRecord): string {
  const { shardId, sequenceNumber, subSequenceNumber, partitionKey, arrivedAt, encoding } = record;
  const members = { shardId, sequenceNumber, subSequenceNumber, partitionKey, arrivedAt, encoding };
  const data = record.encoding === "json" ? oneLine(record.text) : JSON.stringify(record.data);
  return visible(`${JSON.stringify(members).slice(0, -1)},"data":${data}}`);
}

/** JSON up to `short` characters follows the key; up to `long` it is indented on lines of its own; longer JSON is one line again. */
const short = 100;
const long = 4_000;

function prettyLines(record: DecodedRecord, colour: boolean, hidesRandomKeys: boolean): string {
  const { partitionKey } = record;
  const head = [
    paint("gray", record.arrivedAt, colour),
    paint("gray", `shard ${shortId(record.shardId)}`, colour),
    ...(hidesRandomKeys && requestId.test(partitionKey) ? [] : [paint("cyan", visibleLine(partitionKey), colour)]),
  ].join(" ");
  switch (record.encoding) {
    case "json": {
      const line = oneLine(record.text);
      if (line.length <= short || line.length > long) return `${head} ${visible(line)}`;
      const key = (token: string, isKey: boolean): string => paint("cyan", visible(token), colour && isKey);
      return `${head}\n${inset(indented(line, key))}`;
    }
    case "text": {
      const text = visible(record.data.replaceAll("\r\n", "\n"));
      return text.includes("\n") ? `${head}\n${inset(text.replace(/\n$/, ""))}` : `${head} ${text}`;
    }
    case "base64": {
      const label = paint("yellow", `[${bytes(record.bytes.length)}, not text; base64:`, colour);
      return `${head} ${label} ${paint("gray", `${record.data}]`, colour)}`;
    }
  }
}

/** Lines of a record are indented, so that none looks like the head of another record. */
function inset(text: string): string {
  return text.replace(/^/gm, "  ");
}

function shortId(shardId: string): string {
  return visible(shardId.replace(/^shardId-0*(?=\d)/, ""));
}

function bytes(count: number): string {
  return `${count} ${count === 1 ? "byte" : "bytes"}`;
}
