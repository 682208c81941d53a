import { complain } from "./shape.ts";
import type { Shape } from "./shape.ts";

/** A whole number. */
export function integer({ min, max }: { readonly min?: number; readonly max?: number } = {}): Shape<number> {
  return {
    read(value, at, reading) {
      const read = reading.dialect.integer(value, at, reading);
      if (min !== undefined && read < min) {
        complain(reading, String(read), at, `have value greater than or equal to ${min}`);
      }
      if (max !== undefined && read > max) {
        complain(reading, String(read), at, `have value less than or equal to ${max}`);
      }
      return read;
    },
    show: String,
  };
}

/** A whole number of up to 53 bits. */
export function long({ min }: { readonly min?: number } = {}): Shape<number> {
  return {
    read(value, at, reading) {
      const read = Math.floor(reading.dialect.double(value, reading));
      if (min !== undefined && read < min) {
        complain(reading, String(read), at, `have value greater than or equal to ${min}`);
      }
      return read;
    },
    show: String,
  };
}

/** A number. */
export const double: Shape<number> = {
  read: (value, _, reading) => reading.dialect.double(value, reading),
  show: String,
};

/** True or false. */
export const flag: Shape<boolean> = {
  read: (value, _, { dialect }) => dialect.flag(value),
  show: String,
};

/** A time in milliseconds since 1970. */
export const timestamp: Shape<number> = {
  read: (value, _, { dialect }) => dialect.timestamp(value),
  show: String,
};

/** Bytes, `max` of them at most. */
export function blob(max: number): Shape<Buffer> {
  return {
    read(value, at, reading) {
      const read = reading.dialect.blob(value);
      if (read.length > max) complain(reading, showBlob(read), at, `have length less than or equal to ${max}`);
      return read;
    },
    show: showBlob,
  };
}

/** Bytes as Java prints them, which is what AWS quotes. */
export function showBlob(value: Buffer): string {
  return `java.nio.HeapByteBuffer[pos=0 lim=${value.length} cap=${value.length}]`;
}
