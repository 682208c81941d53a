import { Double } from "../../shape/double.ts";
import type { TimeUnit } from "./decode-cbor.ts";

/** Writes a value as CBOR: Buffers as byte strings, Dates as tag 1, undefined members left out. */
export function encodeCbor(value: unknown, times: TimeUnit = "milliseconds"): Buffer {
  const parts: Buffer[] = [];
  write(value, parts, times === "seconds" ? 1_000 : 1);
  return Buffer.concat(parts);
}

/** `tick`: milliseconds that a time counts. */
function write(value: unknown, parts: Buffer[], tick: number): void {
  if (typeof value === "string") {
    const text = Buffer.from(value, "utf8");
    parts.push(header(3, text.length), text);
  } else if (typeof value === "number") writeNumber(value, parts);
  else if (typeof value === "boolean") parts.push(Buffer.of(value ? 0xf5 : 0xf4));
  else if (Buffer.isBuffer(value)) parts.push(header(2, value.length), value);
  else if (value instanceof Date) {
    parts.push(header(6, 1));
    writeNumber(value.getTime() / tick, parts);
  } else if (value instanceof Double) parts.push(double(value.value));
  else if (Array.isArray(value)) {
    parts.push(header(4, value.length));
    for (const element of value) write(element, parts, tick);
  } else if (value instanceof Map) write(Object.fromEntries(value), parts, tick);
  else if (typeof value === "object" && value !== null) {
    const present = Object.entries(value).filter(([, member]) => member !== undefined);
    parts.push(header(5, present.length));
    for (const [name, member] of present) {
      write(name, parts, tick);
      write(member, parts, tick);
    }
  } else parts.push(Buffer.of(0xf6));
}

function writeNumber(value: number, parts: Buffer[]): void {
  if (Number.isSafeInteger(value)) parts.push(value < 0 ? header(1, -1 - value) : header(0, value));
  else parts.push(double(value));
}

function double(value: number): Buffer {
  const bytes = Buffer.alloc(9, 0xfb);
  bytes.writeDoubleBE(value, 1);
  return bytes;
}

function header(major: number, argument: number): Buffer {
  const type = major << 5;
  if (argument < 24) return Buffer.of(type | argument);
  const size = argument < 0x100 ? 1 : argument < 0x10000 ? 2 : argument < 0x100000000 ? 4 : 8;
  const bytes = Buffer.alloc(1 + size);
  bytes[0] = type | (24 + Math.log2(size));
  if (size === 8) bytes.writeBigUInt64BE(BigInt(argument), 1);
  else bytes.writeUIntBE(argument, 1, size);
  return bytes;
}
