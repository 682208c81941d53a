import { expect, test } from "vitest";
import { readSequence, sequenceNumber } from "../../../../src/local/kinesis/stream/sequence-number.ts";

const decimal = (hex: string): string => BigInt(`0x${hex}`).toString();

test("what is written is read", () => {
  const sequence = { shardCreated: 1_700_000_000, shard: 17, position: 42, arrived: 1_700_000_005 };
  expect(readSequence(sequenceNumber(sequence))).toEqual(sequence);
  expect(readSequence(sequenceNumber({ ...sequence, position: Infinity }))).toMatchObject({ position: Infinity });
});

test.each([
  ["the numbers of AWS's first years", "5", { version: 0, shardCreated: 0, shard: 5 }],
  ["version 1", decimal(`2${"0".repeat(45)}1`), { version: 1, shardCreated: 0, arrived: 0, shard: 0 }],
  ["a shard below zero", decimal(`2${"0".repeat(37)}800000002`), { shard: -2_147_483_648 }],
  ["a time that is none", decimal(`13bb2cc3d8${"0".repeat(22)}`), undefined],
  ["no version", decimal(`2${"0".repeat(45)}3`), undefined],
])("of %s is read as AWS reads it", (_, number, said) => {
  if (said === undefined) expect(readSequence(number)).toBeUndefined();
  else expect(readSequence(number)).toMatchObject(said);
});
