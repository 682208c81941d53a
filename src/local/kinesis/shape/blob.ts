import { serialization, unconvertible, unless } from "./shape.ts";
import type { Shape } from "./shape.ts";

/** Bytes: base64 in JSON, a byte string in CBOR. `max` is in bytes. */
export function blob(max: number): Shape<Buffer> {
  return {
    read(value) {
      if (typeof value === "string") return fromBase64(value);
      if (Buffer.isBuffer(value)) return value;
      throw unconvertible(value, "a Blob");
    },
    check(value, at, problems) {
      unless(value.length <= max, () => showBlob(value), at, `have length less than or equal to ${max}`, problems);
    },
    show: showBlob,
  };
}

/** Bytes as Java prints them, which is what AWS quotes. */
export function showBlob(value: Buffer): string {
  return `java.nio.HeapByteBuffer[pos=0 lim=${value.length} cap=${value.length}]`;
}

function fromBase64(value: string): Buffer {
  const refuse = (reason: string) => serialization(`'${value}' can not be converted to a Blob: ${reason}`);
  if (value.length % 4 !== 0) {
    throw refuse(`Base64 encoded length is expected a multiple of 4 bytes but found: ${value.length}`);
  }
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(value)) {
    throw refuse(`Invalid Base64 character: '${/[^A-Za-z0-9+/=]|=(?!=?$)/.exec(value)?.[0]}'`);
  }
  // The bits that the padding cuts off must be zero. The spelling of the sentence is AWS's.
  if (/[^AQgw]==$|[^AEIMQUYcgkosw048=]=$/.test(value.slice(-4))) {
    throw refuse("Invalid last non-pad Base64 character dectected");
  }
  return Buffer.from(value, "base64");
}
