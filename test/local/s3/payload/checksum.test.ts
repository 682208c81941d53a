import fc from "fast-check";
import { expect, test } from "vitest";
import { runningSum, sumLengths } from "../../../../src/local/s3/payload/checksum.ts";
import type { Algorithm } from "../../../../src/local/s3/payload/checksum.ts";

const sum = (algorithm: Algorithm, ...pieces: readonly Buffer[]): string => {
  const running = runningSum(algorithm);
  for (const piece of pieces) running.update(piece);
  return running.digest().toString("hex");
};

// The check values of the catalogue of CRC algorithms (reveng), for the nine digits.
test.each([
  ["CRC32", "cbf43926"],
  ["CRC32C", "e3069283"],
  ["CRC64NVME", "ae8b14860a799888"],
  ["SHA1", "f7c3bc1d808e04732adf679965ccc34ca7ae3441"],
  ["SHA256", "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225"],
] as const)("%s of 123456789 is %s", (algorithm, value) => {
  expect(sum(algorithm, Buffer.from("123456789"))).toBe(value);
});

test("a sum does not depend on how the bytes were cut", () => {
  const algorithms = fc.constantFrom(...(Object.keys(sumLengths) as Algorithm[]));
  fc.assert(
    fc.property(algorithms, fc.array(fc.uint8Array({ maxLength: 40 })), (algorithm, pieces) => {
      const buffers = pieces.map((one) => Buffer.from(one));
      expect(sum(algorithm, ...buffers)).toBe(sum(algorithm, Buffer.concat(buffers)));
    }),
  );
});
