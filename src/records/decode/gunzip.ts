import { gunzipSync, type Zlib } from "node:zlib";

/** The largest that a record may grow to, in bytes. A record of 10 MiB can be packed a thousandfold. */
const most = 64 * 1024 * 1024;

/** Unpacks gzip data of one or several members; undefined when the bytes are not that from first to last, or grow beyond 64 MiB. */
export function gunzip(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return undefined;
  try {
    // With `info`, Node.js also gives the engine, which knows how many bytes it took: it ignores garbage behind the last member.
    const unpacked = gunzipSync(bytes, { maxOutputLength: most, info: true }) as unknown as {
      readonly buffer: Buffer;
      readonly engine: Zlib;
    };
    return unpacked.engine.bytesWritten === bytes.length ? unpacked.buffer : undefined;
  } catch {
    return undefined;
  }
}
