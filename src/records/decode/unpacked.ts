import * as zlib from "node:zlib";

/** How many bytes more may be unpacked of one record, over all its layers. */
export interface Budget {
  left: number;
}

/** A new budget for a record: gzip packs a thousandfold at most, and a record has up to 10 MiB. */
export function budget(): Budget {
  return { left: 64 * 1024 * 1024 };
}

type Unpack = (bytes: Uint8Array, most: number) => Uint8Array | undefined;

/** With `info`, Node.js also gives the engine, which tells how many bytes it read: it ignores garbage after the last member. */
type WithInfo = (
  bytes: Uint8Array,
  options: { readonly maxOutputLength: number; readonly info: true },
) => { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } };

type Zstd = (bytes: Uint8Array, options: { readonly maxOutputLength: number }) => Buffer;

// The types of Node.js know neither what `info` gives, nor zstd, which it has from 22.15 on.
const { gunzipSync, inflateSync, zstdDecompressSync } = zlib as unknown as {
  readonly gunzipSync: WithInfo;
  readonly inflateSync: WithInfo;
  readonly zstdDecompressSync?: Zstd;
};

const whole =
  (unpack: WithInfo): Unpack =>
  (bytes, maxOutputLength) => {
    const { buffer, engine } = unpack(bytes, { maxOutputLength, info: true });
    return engine.bytesWritten === bytes.length ? buffer : undefined;
  };

/** How data that begins like this is unpacked; undefined for what is not packed. */
function unpackerOf(bytes: Uint8Array, zstd: Zstd | undefined): Unpack | undefined {
  const [first = 0, second = 0] = bytes;
  if (first === 0x1f && second === 0x8b) return whole(gunzipSync);
  // RFC 1950: deflate, a window of at most 32 KiB, a checksum of both bytes, no dictionary.
  if ((first & 0x8f) === 0x08 && (first * 256 + second) % 31 === 0 && (second & 0x20) === 0) return whole(inflateSync);
  if (isZstd(bytes) && zstd !== undefined) return (packed, maxOutputLength) => zstd(packed, { maxOutputLength });
  return undefined;
}

/** RFC 8878: the magic number of a frame. */
function isZstd({ 0: first, 1: second, 2: third, 3: fourth }: Uint8Array): boolean {
  return first === 0x28 && second === 0xb5 && third === 0x2f && fourth === 0xfd;
}

/** Is this zstd, and Node.js too old for it? */
export function lacksZstd(bytes: Uint8Array, zstd = zstdDecompressSync): boolean {
  return zstd === undefined && isZstd(bytes);
}

/** Unpacks one layer of gzip, zlib or, where Node.js has it, zstd; undefined when any byte is none of these, or there would be more
 * than the budget has left. A line end behind it is the one of `--newline`, which was not packed. */
export function unpacked(bytes: Uint8Array, budget: Budget, zstd = zstdDecompressSync): Uint8Array | undefined {
  const unpack = unpackerOf(bytes, zstd);
  if (unpack === undefined || budget.left <= 0) return undefined;
  const inner =
    tried(unpack, bytes, budget) ?? (bytes.at(-1) === LF ? tried(unpack, bytes.subarray(0, -1), budget) : undefined);
  budget.left -= inner?.length ?? 0;
  return inner;
}

const LF = 0x0a;

function tried(unpack: Unpack, bytes: Uint8Array, { left }: Budget): Uint8Array | undefined {
  try {
    return unpack(bytes, left);
  } catch {
    return undefined;
  }
}
