import { deflateSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { budget, lacksZstd, unpacked } from "../../../src/records/decode/unpacked.ts";

const frame = Buffer.from("28b52ffd04000900", "hex");
const text = Buffer.from("unpacked");

test("zstd is unpacked by what Node.js has, within the budget", () => {
  const asked: unknown[] = [];
  const left = budget();
  const zstd = (bytes: Uint8Array, options: { readonly maxOutputLength: number }) => {
    asked.push([bytes, options.maxOutputLength]);
    return text;
  };
  expect(unpacked(frame, left, zstd)).toEqual(text);
  expect(asked).toEqual([[frame, budget().left]]);
  expect(left.left).toBe(budget().left - text.length);
  expect(lacksZstd(frame, zstd)).toBe(false);
});

test("what it refuses stays as it is", () => {
  const zstd = (): never => {
    throw new Error("corrupt");
  };
  expect(unpacked(frame, budget(), zstd)).toBeUndefined();
});

test.runIf(lacksZstd(frame))("a Node.js that has none leaves it packed, and that can be told", () => {
  expect(unpacked(frame, budget())).toBeUndefined();
  expect([lacksZstd(frame), lacksZstd(text)]).toEqual([true, false]);
});

test.each([
  ["gzip", gzipSync(text)],
  ["zlib", deflateSync(text)],
])("%s with the line end of --newline behind it is unpacked, with anything else not", (_form, packed) => {
  const left = budget();
  expect(unpacked(Buffer.concat([packed, Buffer.from("\n")]), left)).toEqual(text);
  expect(left.left).toBe(budget().left - text.length);
  for (const end of ["\r", "\n\n", "a"])
    expect(unpacked(Buffer.concat([packed, Buffer.from(end)]), budget())).toBeUndefined();
});
