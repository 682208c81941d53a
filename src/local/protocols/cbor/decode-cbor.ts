import { mostItems } from "../bounded.ts";

/** What the number of a time (tag 1) counts. Kinesis's CBOR 1.1 has milliseconds, Smithy's RPC v2 the seconds of the RFC. */
export type TimeUnit = "milliseconds" | "seconds";

/** Reads one CBOR item (RFC 8949). Times (tag 1) come as Dates. Throws when the bytes are not one whole item, or hold more of them
 * than AWS could take. */
export function decodeCbor(bytes: Buffer, times: TimeUnit = "milliseconds"): unknown {
  const cursor = { bytes, at: 0, left: mostItems, tick: times === "seconds" ? 1_000 : 1 };
  const value = item(cursor, 0);
  if (value === BREAK || cursor.at !== bytes.length) throw new Error("The bytes are not one CBOR item.");
  return value;
}

interface Cursor {
  readonly bytes: Buffer;
  at: number;
  /** How many items may still come. */
  left: number;
  /** Milliseconds that a time counts. */
  readonly tick: number;
}

const BREAK = Symbol("break");
const INDEFINITE = -1;
const DEEPEST = 100;

function item(cursor: Cursor, depth: number): unknown {
  if (depth > DEEPEST) throw new Error("The CBOR item is nested too deeply.");
  if (cursor.left-- === 0) throw new Error("The CBOR item has too many parts.");
  const head = cursor.bytes.readUInt8(cursor.at++);
  const major = head >> 5;
  const info = head & 31;
  if (major === 7) return simple(cursor, info);
  const length = argument(cursor, info);
  if (length === INDEFINITE && (major < 2 || major > 5)) throw new Error("The CBOR item has no length.");
  switch (major) {
    case 0:
      return length;
    case 1:
      return -1 - length;
    case 2:
      return length === INDEFINITE ? Buffer.concat(untilBreak(cursor, depth) as Buffer[]) : take(cursor, length);
    case 3:
      return length === INDEFINITE ? untilBreak(cursor, depth).join("") : take(cursor, length).toString("utf8");
    case 4:
      return items(cursor, length, depth);
    case 5:
      return members(cursor, length, depth);
    default: {
      const tagged = item(cursor, depth + 1);
      return length === 1 && typeof tagged === "number" ? new Date(Math.round(tagged * cursor.tick)) : tagged;
    }
  }
}

function argument(cursor: Cursor, info: number): number {
  if (info < 24) return info;
  if (info === 31) return INDEFINITE;
  if (info > 27) throw new Error("The CBOR length is reserved.");
  const size = 1 << (info - 24);
  const at = cursor.at;
  cursor.at += size;
  return size === 8 ? Number(cursor.bytes.readBigUInt64BE(at)) : cursor.bytes.readUIntBE(at, size);
}

function take(cursor: Cursor, length: number): Buffer {
  const from = cursor.at;
  cursor.at += length;
  if (cursor.at > cursor.bytes.length) throw new Error("The CBOR item is cut off.");
  return cursor.bytes.subarray(from, cursor.at);
}

function untilBreak(cursor: Cursor, depth: number): unknown[] {
  const found: unknown[] = [];
  for (let next = item(cursor, depth + 1); next !== BREAK; next = item(cursor, depth + 1)) found.push(next);
  return found;
}

function items(cursor: Cursor, length: number, depth: number): unknown[] {
  if (length === INDEFINITE) return untilBreak(cursor, depth);
  const found: unknown[] = [];
  for (let i = 0; i < length; i++) {
    const next = item(cursor, depth + 1);
    if (next === BREAK) throw new Error("The CBOR item ends too early.");
    found.push(next);
  }
  return found;
}

function members(cursor: Cursor, length: number, depth: number): Record<string, unknown> {
  const flat = items(cursor, length === INDEFINITE ? INDEFINITE : length * 2, depth);
  const found: [string, unknown][] = [];
  for (let i = 0; i < flat.length; i += 2) found.push([String(flat[i]), flat[i + 1]]);
  return Object.fromEntries(found);
}

function simple(cursor: Cursor, info: number): unknown {
  switch (info) {
    case 20:
      return false;
    case 21:
      return true;
    case 25:
      return half(take(cursor, 2).readUInt16BE());
    case 26:
      return take(cursor, 4).readFloatBE();
    case 27:
      return take(cursor, 8).readDoubleBE();
    case 31:
      return BREAK;
    default:
      return null;
  }
}

function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
