import { gunzipSync, type Zlib } from "node:zlib";

/** The largest size of an unpacked record, in bytes: gzip packs a thousandfold at most, and a record has up to 10 MiB. */
const most = 64 * 1024 * 1024;

/** Unpacks gzip data of one or more members; undefined when any byte is not gzip, or for more than 64 MiB. */
export function gunzip(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return undefined;
  try {
    // With `info`, Node.js also gives the engine, which tells how many bytes it read: it ignores garbage after the last member.
    const unpacked = gunzipSync(bytes, { maxOutputLength: most, info: true }) as unknown as {
      readonly buffer: Buffer;
      readonly engine: Zlib;
    };
    return unpacked.engine.bytesWritten === bytes.length ? unpacked.buffer : undefined;
  } catch {
    return undefined;
  }
}
