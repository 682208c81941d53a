import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { crc32c } from "./crc32c.ts";
import { crc64nvme } from "./crc64nvme.ts";
import type { Sum64 } from "./crc64nvme.ts";

/** How S3 calls the checksums that clients may choose. */
export type Algorithm = "CRC32" | "CRC32C" | "CRC64NVME" | "SHA1" | "SHA256";

/** The checksum of an object: base64, of the whole or of its parts' sums (then with `-N` behind it). */
export interface Checksum {
  readonly algorithm: Algorithm;
  readonly value: string;
  readonly type: "FULL_OBJECT" | "COMPOSITE";
}

/** A sum that grows with each piece. */
export interface RunningSum {
  update(piece: Buffer): void;
  /** The bytes of the sum. */
  digest(): Buffer;
}

/** The bytes of each algorithm's sum. */
export const sumLengths: Readonly<Record<Algorithm, number>> = {
  CRC32: 4,
  CRC32C: 4,
  CRC64NVME: 8,
  SHA1: 20,
  SHA256: 32,
};

/** Is this the name of a checksum that S3 knows? */
export function isAlgorithm(name: string): name is Algorithm {
  return Object.hasOwn(sumLengths, name);
}

/** A new sum. */
export function runningSum(algorithm: Algorithm): RunningSum {
  switch (algorithm) {
    case "CRC32":
      return sum32(crc32);
    case "CRC32C":
      return sum32(crc32c);
    case "CRC64NVME":
      return sum64();
    case "SHA1":
    case "SHA256":
      return createHash(algorithm.toLowerCase());
  }
}

function sum32(add: (piece: Buffer, before: number) => number): RunningSum {
  let sum = 0;
  return {
    update: (piece) => void (sum = add(piece, sum)),
    digest() {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(sum);
      return bytes;
    },
  };
}

function sum64(): RunningSum {
  let sum: Sum64 = { high: 0, low: 0 };
  return {
    update: (piece) => void (sum = crc64nvme(piece, sum)),
    digest() {
      const bytes = Buffer.alloc(8);
      bytes.writeUInt32BE(sum.high, 0);
      bytes.writeUInt32BE(sum.low, 4);
      return bytes;
    },
  };
}
