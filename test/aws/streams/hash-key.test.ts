import fc from "fast-check";
import { expect, test } from "vitest";
import { HASH_KEYS, hashKeyOf, hashRange, holds } from "../../../src/aws/streams/hash-key.ts";

test("the hash key is the MD5 of the partition key, as a number", () => {
  expect(hashKeyOf("a")).toBe(0x0cc175b9c0f1b6a831c399e269772661n);
  expect(hashKeyOf("서울")).toBe(0xd50fb2f91ab75ee2564aad103c3a153en);
});

test("exactly one of the shards that share the hash keys holds a key", () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 64 }), (key, count) => {
      const size = HASH_KEYS / BigInt(count);
      const ranges = Array.from({ length: count }, (_, place) => {
        const start = size * BigInt(place);
        const end = place === count - 1 ? HASH_KEYS - 1n : start + size - 1n;
        return hashRange({ StartingHashKey: String(start), EndingHashKey: String(end) });
      });
      expect(ranges.filter((range) => holds(range, hashKeyOf(key)))).toHaveLength(1);
    }),
  );
});

test("a shard whose range is not known may hold any key", () => {
  expect(holds(hashRange({}), 5n)).toBe(true);
});
