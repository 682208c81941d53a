import { expect, test } from "vitest";
import { fields } from "../../../src/records/decode/protobuf.ts";

const read = (...bytes: readonly number[]) => [...fields(Uint8Array.from(bytes))];

test.each<[string, readonly number[], object[]]>([
  ["nothing", [], []],
  ["a number", [0x08, 0x05], [{ number: 1, value: 5 }]],
  ["a number of several bytes", [0x08, 0xac, 0x02], [{ number: 1, value: 300 }]],
  ["a field with a large number", [0x82, 0x01, 0x00], [{ number: 16, value: new Uint8Array() }]],
  ["eight bytes", [0x09, 1, 2, 3, 4, 5, 6, 7, 8], [{ number: 1, value: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8) }]],
  ["bytes", [0x12, 0x02, 7, 8], [{ number: 2, value: Uint8Array.of(7, 8) }]],
  ["four bytes", [0x0d, 1, 2, 3, 4], [{ number: 1, value: Uint8Array.of(1, 2, 3, 4) }]],
])("%s", (_, bytes, seen) => {
  expect(read(...bytes)).toEqual(seen);
});

test.each<[string, readonly number[]]>([
  ["A protobuf number has no end.", [0x80]],
  ["A protobuf number has no end.", [0x08]],
  ["A protobuf number has no end.", [0x08, ...Array<number>(11).fill(0x80), 0x01]],
  ["A protobuf field is longer than its message.", [0x12, 0x03, 7, 8]],
  ["A protobuf field is longer than its message.", [0x09, 1, 2, 3]],
  ["A protobuf field has the number 0.", [0x00, 0x01]],
  ["A protobuf field has an unknown wire type.", [0x0b]],
])("%s %j", (message, bytes) => {
  expect(() => read(...bytes)).toThrow(new RangeError(message));
});
