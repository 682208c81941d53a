import { expect, test } from "vitest";
import { expirationHeader } from "../../../../src/local/s3/objects/expiration.ts";
import { newBucket, newSettings } from "../../../../src/local/s3/store/bucket.ts";
import { memoryStorage } from "../../../../src/local/s3/store/memory-storage.ts";
import type { XmlMembers, XmlValue } from "../../../../src/local/s3/xml/write-xml.ts";

const written = Date.UTC(2026, 0, 1, 12);

async function told(rules: readonly XmlMembers[], key = "logs/a", size = 5, tags: readonly (readonly string[])[] = []) {
  const Rule: XmlValue = rules.map((rule, at) => ({ ID: `r${at}`, Status: "Enabled", Filter: "", ...rule }));
  const bucket = newBucket("b", { ...newSettings("eu-west-1", 0), lifecycle: { Rule } });
  async function* bytes() {
    yield Buffer.alloc(size);
  }
  const body = await memoryStorage.receive("b", bytes());
  const made = { key, versionId: "null", lastModified: written, etag: "", headers: {}, body };
  const header = expirationHeader(bucket, {
    ...made,
    tags: tags.map(([name = "", value = ""]) => ({ key: name, value })),
  });
  return /rule-id="(.*)"$/.exec(header ?? "")?.[1];
}

test("the day is rounded up to the next midnight", () => {
  const lifecycle = { Rule: { ID: "a b", Status: "Enabled", Filter: "", Expiration: { Days: "3" } } };
  const bucket = newBucket("b", { ...newSettings("eu-west-1", 0), lifecycle });
  const version = { key: "k", versionId: "null", lastModified: written, etag: "", headers: {}, tags: [] };
  expect(expirationHeader(bucket, version)).toBe('expiry-date="Mon, 05 Jan 2026 00:00:00 GMT", rule-id="a%20b"');
});

test("the rule that is due first counts, if it is on and takes the object", async () => {
  const week = { Expiration: { Days: "7" } };
  expect(await told([])).toBeUndefined();
  expect(await told([week, week])).toBe("r0");
  expect(await told([week, { Expiration: { Days: "2" } }])).toBe("r1");
  expect(await told([{ Expiration: { Date: "2026-01-02T00:00:00Z" } }, week])).toBe("r0");
  expect(await told([{ ...week, Status: "Disabled" }])).toBeUndefined();
  expect(await told([{ Expiration: { ExpiredObjectDeleteMarker: "true" } }])).toBeUndefined();
  expect(await told([{ ...week, Filter: { Prefix: "x" } }])).toBeUndefined();
  expect(await told([{ ...week, Filter: { ObjectSizeGreaterThan: "4" } }])).toBe("r0");
  expect(await told([{ ...week, Filter: { ObjectSizeLessThan: "5" } }])).toBeUndefined();
  const both = {
    And: {
      Prefix: "logs",
      Tag: [
        { Key: "a", Value: "1" },
        { Key: "b", Value: "2" },
      ],
    },
  };
  expect(await told([{ ...week, Filter: both }], "logs/a", 5, [["a", "1"]])).toBeUndefined();
  expect(
    await told([{ ...week, Filter: both }], "logs/a", 5, [
      ["b", "2"],
      ["a", "1"],
    ]),
  ).toBe("r0");
});
