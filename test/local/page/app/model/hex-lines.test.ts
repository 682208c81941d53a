import { expect, test } from "vitest";
import { hexLines } from "../../../../../src/local/page/app/model/hex-lines.ts";

test("bytes stand as hexdump -C shows them", () => {
  const bytes = Uint8Array.from([...Buffer.from("hello, world\u0000\u00ff"), 1, 2]);
  expect(hexLines(bytes, 10)).toEqual([
    { offset: "00000000", hex: "68 65 6c 6c 6f 2c 20 77  6f 72 6c 64 00 c3 bf 01", text: "hello, world...." },
    { offset: "00000010", hex: `02${" ".repeat(46)}`, text: "." },
  ]);
  expect(hexLines(bytes, 1)).toHaveLength(1);
});
