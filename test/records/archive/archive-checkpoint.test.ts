import fc from "fast-check";
import { expect, test } from "vitest";
import { readArchiveProgress, writeArchiveProgress } from "../../../src/records/archive/archive-checkpoint.ts";

test("what is written is read", () => {
  const key = fc.string().filter((text) => text !== "__proto__");
  const since = fc.oneof(fc.constant(-Infinity), fc.integer({ min: 0, max: 4e12 }));
  const progress = fc.record({
    archive: fc.string(),
    done: fc.array(key).map((keys) => new Set(keys)),
    parts: fc.array(fc.tuple(key, fc.nat())).map((entries) => new Map(entries)),
    since,
  });
  fc.assert(
    fc.property(progress, (one) => {
      expect(readArchiveProgress(writeArchiveProgress(one))).toEqual(one);
    }),
  );
});

test.each([
  "",
  "null",
  "[]",
  "{",
  '{"version":2,"archive":"a","done":[],"parts":{}}',
  '{"version":1,"archive":"a","done":[1],"parts":{}}',
  '{"version":1,"archive":"a","done":[],"parts":{"x":-1}}',
  '{"version":1,"archive":"a","done":[],"parts":{"x":"1"}}',
  '{"version":1,"archive":"a","done":[]}',
  '{"version":1,"archive":"a","since":"soon","done":[],"parts":{}}',
  '{"version":1,"stream":"s","region":"r","since":"trim-horizon","shards":{}}',
])("%s is none", (text) => {
  expect(readArchiveProgress(text)).toBeUndefined();
});
