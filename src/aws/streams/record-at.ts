import type { _Record } from "@aws-sdk/client-kinesis";

/** A record of which some members may not be known yet. */
type Members = Partial<_Record>;

/** A record, as far as it has members, where the next one begins, and whether this is the last one of the list. */
export interface FoundRecord {
  readonly record: Partial<_Record>;
  readonly end: number;
  readonly isLast: boolean;
}

/** Codes of the characters of JSON that have a meaning here. */
const [quote, backslash, colon, comma, equals] = [0x22, 0x5c, 0x3a, 0x2c, 0x3d];
const [openBrace, closeBrace, closeBracket] = [0x7b, 0x7d, 0x5d];

/** The record of an answer to GetRecords that begins at `start`, with the comma or bracket behind it. `text` has a character for each
 * of the `bytes`. "cut": it goes on behind them; undefined: Kinesis writes no such record. */
export function recordAt(bytes: Buffer, text: string, start: number): FoundRecord | "cut" | undefined {
  const record: Members = {};
  const otherwise = (place: number): "cut" | undefined => (place >= text.length ? "cut" : undefined);
  let at = pastSpace(text, start);
  if (text.charCodeAt(at) !== openBrace) return otherwise(at);
  do {
    at = pastSpace(text, at + 1);
    if (text.charCodeAt(at) !== quote) return otherwise(at);
    const nameEnd = endOfString(text, at);
    if (nameEnd === -1) return "cut";
    const name = text.slice(at + 1, nameEnd - 1);
    at = pastSpace(text, nameEnd);
    if (text.charCodeAt(at) !== colon) return otherwise(at);
    at = pastSpace(text, at + 1);
    const end = endOfValue(text, at);
    if (end === -1) return "cut";
    if (!put(record, name, bytes, text, at, end)) return undefined;
    at = pastSpace(text, end);
  } while (text.charCodeAt(at) === comma);
  if (text.charCodeAt(at) !== closeBrace) return otherwise(at);
  at = pastSpace(text, at + 1);
  const separator = text.charCodeAt(at);
  if (separator !== comma && separator !== closeBracket) return otherwise(at);
  return { record, end: at + 1, isLast: separator === closeBracket };
}

/** The first place from `at` on that is no space of JSON. */
function pastSpace(text: string, at: number): number {
  for (let place = at; ; place += 1) {
    const code = text.charCodeAt(place);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return place;
  }
}

const bare = /[-+.\w]*/y;

/** The place behind a string or a word; -1 where the text may end in it. */
function endOfValue(text: string, at: number): number {
  if (text.charCodeAt(at) === quote) return endOfString(text, at);
  bare.lastIndex = at;
  bare.test(text);
  return bare.lastIndex < text.length ? bare.lastIndex : -1;
}

function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slash = end;
    while (text.charCodeAt(slash - 1) === backslash) slash -= 1;
    if ((end - slash) % 2 === 0) return end + 1;
  }
  return -1;
}

/** Sets a member of the record; false where Kinesis gives no such value. */
function put(record: Members, name: string, bytes: Buffer, text: string, start: number, end: number): boolean {
  switch (name) {
    case "Data": {
      const data = bytesAt(text, start, end);
      if (data !== undefined) record.Data = data;
      return data !== undefined;
    }
    case "SequenceNumber":
    case "PartitionKey": {
      const value = stringAt(bytes, text, start, end);
      if (value !== undefined) record[name] = value;
      return value !== undefined;
    }
    case "EncryptionType": {
      const value = text.slice(start + 1, end - 1);
      if (value !== "KMS" && value !== "NONE") return false;
      record.EncryptionType = value;
      return true;
    }
    case "ApproximateArrivalTimestamp": {
      const word = text.slice(start, end);
      if (!number.test(word)) return false;
      // Seconds, as the SDK rounds them.
      record.ApproximateArrivalTimestamp = new Date(Math.round(Number(word) * 1_000));
      return true;
    }
    default:
      return false;
  }
}

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

/** Printable ASCII that is written without an escape. */
// oxlint-disable-next-line no-control-regex
const special = /[^\x20-\x7e]|\\/;

/** A copy: a part of `text` would keep all of it in memory. */
function stringAt(bytes: Buffer, text: string, start: number, end: number): string | undefined {
  if (text.charCodeAt(start) !== quote) return undefined;
  if (!special.test(text.slice(start, end))) return bytes.toString("latin1", start + 1, end - 1);
  try {
    return JSON.parse(bytes.toString("utf8", start, end)) as string;
  } catch {
    return undefined;
  }
}

function bytesAt(text: string, start: number, end: number): Uint8Array | undefined {
  if (text.charCodeAt(start) !== quote) return undefined;
  const length = end - start - 2;
  const data = Buffer.from(text.slice(start + 1, end - 1), "base64");
  const padding = text.charCodeAt(end - 2) !== equals ? 0 : text.charCodeAt(end - 3) !== equals ? 1 : 2;
  // Node.js leaves out what is not base64.
  return length % 4 === 0 && data.length === (length / 4) * 3 - padding ? data : undefined;
}
