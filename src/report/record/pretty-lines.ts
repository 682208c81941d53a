import type { AnyRecord } from "../../engine/decoded-record.ts";
import { arrival } from "./arrival.ts";
import { fold } from "./fold.ts";
import { hexLines } from "./hex-lines.ts";
import { highlight } from "./highlight.ts";
import { indented, oneLine } from "../json-text.ts";
import { paint, type Colour } from "../paint.ts";
import type { RecordLook } from "./record-look.ts";
import { visible, visibleLine } from "../visible.ts";

/** A request id of API Gateway, extended or not; of a batch, with a number. */
const requestId = /^([\w+/-]{15}=|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})(-\d+)?$/;

/** JSON up to `short` characters follows the key; up to `long` it is indented on lines of its own; longer JSON is one line again. */
const short = 100;
const long = 4_000;

/** A record for people: time, stream, shard and key in front of its data, folded to the width of the terminal. */
export function prettyLines(record: AnyRecord, look: RecordLook): string {
  const { lines, below } = dataOf(record, look);
  const head = headOf(record, look);
  const text = below && head !== "" ? `${head}\n${inset(lines)}` : [head, lines].filter((one) => one !== "").join(" ");
  return look.width === undefined ? text : fold(text, look.width, "    ");
}

function headOf(record: AnyRecord, { colour, time, hidden, hidesRandomKeys, now }: RecordLook): string {
  const { partitionKey, streamName } = record;
  const parts: readonly (readonly [string, string | undefined])[] = [
    [
      "time",
      record.arrivedAt === null
        ? undefined
        : paint("gray", arrival(record.arrivedAt, time, now()), colour && time !== "none"),
    ],
    ["stream", streamName && paint(streamColour(streamName), streamName, colour)],
    ["shard", record.shardId === null ? undefined : paint("gray", `shard ${shortId(record.shardId)}`, colour)],
    [
      "key",
      partitionKey === null || (hidesRandomKeys && requestId.test(partitionKey))
        ? undefined
        : paint("cyan", visibleLine(partitionKey), colour),
    ],
  ];
  const shown = parts.filter(([name]) => !([...hidden] as readonly string[]).includes(name));
  return shown.flatMap(([, part]) => (part === undefined || part === "" ? [] : [part])).join(" ");
}

const streamColours: readonly Colour[] = ["green", "magenta", "blue", "yellow", "cyan", "red"];

/** The same colour for a stream in each run. */
function streamColour(streamName: string): Colour {
  const sum = [...streamName].reduce((total, char) => (total * 31 + (char.codePointAt(0) ?? 0)) % 65_521, 7);
  return streamColours[sum % streamColours.length] ?? "green";
}

/** The data, and whether it stands below the head. */
function dataOf(record: AnyRecord, look: RecordLook): { readonly lines: string; readonly below: boolean } {
  const { colour, spans } = look;
  const marked = (text: string): string => (spans !== undefined && colour ? highlight(text, spans) : text);
  switch (record.encoding) {
    case "json": {
      const [line, rest] = start(oneLine(record.text), record, look);
      if (line.length <= short || line.length > long || rest !== "")
        return { lines: `${marked(visible(line))}${rest}`, below: false };
      if (spans !== undefined) return { lines: marked(visible(indented(line))), below: true };
      const key = (token: string, isKey: boolean): string => paint("cyan", visible(token), colour && isKey);
      return { lines: indented(line, key), below: true };
    }
    case "text": {
      const [data, rest] = start(record.data, record, look);
      const text = visible(data.replaceAll("\r\n", "\n"));
      const below = text.includes("\n");
      return { lines: `${marked(below ? text.replace(/\n$/, "") : text)}${rest}`, below };
    }
    case "base64": {
      const size = bytes(record.bytes.length);
      if (look.hex) {
        const [all, rest] = start(hexLines(record.bytes.subarray(0, look.most)), record, look);
        return { lines: `${paint("yellow", `[${size}]`, colour)}\n${all}${rest}`, below: true };
      }
      const [data, rest] = start(record.data, record, look);
      const label = paint("yellow", `[${size}, not text; base64:`, colour);
      return { lines: `${label} ${paint("gray", `${data}${rest === "" ? "]" : ""}`, colour)}${rest}`, below: false };
    }
  }
}

/** The start of a text that is longer than may be shown, and what then stands behind it. */
function start(text: string, record: AnyRecord, { most = Infinity, colour }: RecordLook): readonly [string, string] {
  if (text.length <= most) return [text, ""];
  return [text.slice(0, most), `… ${paint("yellow", `[${bytes(record.bytes.length)} in all]`, colour)}`];
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
