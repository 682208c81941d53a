import fc from "fast-check";
import { expect, test } from "vitest";
import {
  archiveRoleName,
  defaultBucket,
  isArchived,
  layoutOf,
  prefixesOf,
} from "../../../../src/steps/archive/layout/layout.ts";

const account = { accountId: "111122223333" };

test.each([
  ["", { base: "orders/", errors: "orders-errors/" }],
  ["raw/web", { base: "raw/web/orders/", errors: "raw/web/orders-errors/" }],
])("below the prefix %j", (prefix, layout) => {
  expect(layoutOf({ archive: { bucket: undefined, prefix }, name: "orders" })).toEqual(layout);
});

test("by the hour, and what could not be written beside it, by its kind", () => {
  expect(prefixesOf({ base: "orders/", errors: "orders-errors/" })).toEqual({
    prefix: "orders/year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/hour=!{timestamp:HH}/",
    errorPrefix:
      "orders-errors/!{firehose:error-output-type}/year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/hour=!{timestamp:HH}/",
  });
});

test("a proxy's name that S3 takes is in the bucket's name as it is, with account and region", () => {
  expect(defaultBucket("orders", account, "eu-west-1")).toBe("orders-111122223333-eu-west-1");
});

test("any other becomes a name that S3 takes, of its own and always the same", () => {
  const names = fc.stringMatching(/^[A-Za-z0-9_.-]{1,64}$/);
  fc.assert(
    fc.property(names, names, (one, other) => {
      const bucket = defaultBucket(one, account, "ap-northeast-2");
      expect(bucket).toMatch(/^[a-z0-9][a-z0-9-]*[a-z0-9]$/);
      expect(bucket.length).toBeLessThanOrEqual(63);
      expect(defaultBucket(one, account, "ap-northeast-2")).toBe(bucket);
      if (one !== other) expect(defaultBucket(other, account, "ap-northeast-2")).not.toBe(bucket);
    }),
  );
});

test("a role's name has at most 64 characters, and no two proxies share one", () => {
  const [one, other] = [`${"a".repeat(63)}1`, `${"a".repeat(63)}2`].map((name) =>
    archiveRoleName({ name, region: "ap-southeast-2" }),
  );
  expect(one).toHaveLength(64);
  expect(one).not.toBe(other);
  expect(archiveRoleName({ name: "orders", region: "eu-west-1" })).toBe("orders-archive-eu-west-1");
});

const file = "1-2026-01-31-23-59-59-5e24c552-dcdb-4f3b-8d85-1b7aeb782403";

test.each([
  [`orders/year=2026/orders-${file}.gz`, true],
  [`orders-errors/processing-failed/orders-${file}`, true],
  [`orders-12${file}`, true],
  [`orders/other-${file}`, false],
  [`orders/orders-2-${file}`, false],
  ["orders/year=2026/report.csv", false],
  [`orders-${file}/report.csv`, false],
  ["orders/orders-1-2026.gz", false],
])("%s is of the delivery stream orders: %s", (key, is) => {
  expect(isArchived(key, "orders")).toBe(is);
});
