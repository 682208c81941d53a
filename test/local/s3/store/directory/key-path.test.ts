import { normalize } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { besideFolder, keyOf, pathOf } from "../../../../../src/local/s3/store/directory/key-path.ts";

const pieces = fc.constantFrom(
  ..."/.%_=+aAäÄ😀 \\",
  "..",
  "%2E",
  "%+/",
  "%=",
  "\0",
  "\n",
  "é",
  "e\u0301",
  "x".repeat(199),
);
const key = fc
  .oneof(
    fc.string({ unit: "grapheme" }),
    fc.array(pieces, { maxLength: 12 }).map((all) => all.join("")),
  )
  .filter((text) => text !== "");

describe.each([false, true])("keys as paths, on a file system without case: %s", (caseless) => {
  test("come back from their paths, beside a folder too", () => {
    fc.assert(
      fc.property(key, (one) => {
        expect(keyOf(pathOf(one, caseless))).toBe(one);
        expect(keyOf(besideFolder(pathOf(one, caseless)))).toBe(one);
      }),
    );
  });

  test("stay below their folder, with names that every file system takes", () => {
    fc.assert(
      fc.property(key, (one) => {
        const path = pathOf(one, caseless);
        expect(normalize(`/bucket/${path}`)).toBe(`/bucket/${path}`);
        for (const name of path.split("/")) {
          expect(Buffer.byteLength(besideFolder(name))).toBeLessThanOrEqual(255);
          // oxlint-disable-next-line no-control-regex -- those are the ones
          expect(name).toMatch(/^[^\u0000-\u001F\\]+$/);
        }
      }),
    );
  });

  test("never share one", () => {
    const fold = (path: string): string => (caseless ? path.normalize("NFC").toLowerCase() : path);
    fc.assert(
      fc.property(key, key, (one, other) => {
        fc.pre(one !== other);
        expect(fold(pathOf(one, caseless))).not.toBe(fold(pathOf(other, caseless)));
      }),
    );
  });
});

test("what Firehose writes is its own path", () => {
  const usual = "archive/orders/year=2026/month=11/day=26/hour=22/orders-1-2026-11-26-22-30-00-4f6b.gz";
  expect(pathOf(usual)).toBe(usual);
});

test.each([
  ["..", "%2E."],
  ["/a", "%_/a"],
  ["a//b/", "a/%_/b/%_"],
  ["50%", "50%25"],
  ["a\0b", "a%00b"],
])("%j lies at %s", (given, path) => expect(pathOf(given)).toBe(path));
