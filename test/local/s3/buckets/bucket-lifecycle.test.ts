import {
  DeleteBucketLifecycleCommand,
  GetBucketLifecycleConfigurationCommand,
  HeadObjectCommand,
  PutBucketLifecycleConfigurationCommand,
  type LifecycleRule,
} from "@aws-sdk/client-s3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startLocal, type Local } from "../../../../src/local/index.ts";
import { clientsOf } from "../../clients.ts";
import { failure, makeBucket, put } from "../bench.ts";

let local: Local;
let s3: ReturnType<typeof clientsOf>["s3"];
const Bucket = "orders";
const set = (...Rules: LifecycleRule[]) =>
  s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
const look = () => s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));

beforeEach(async () => {
  local = await startLocal();
  ({ s3 } = clientsOf(local));
  await makeBucket(s3, Bucket);
});

afterEach(async () => {
  s3.destroy();
  await local.close();
});

test("rules are given back as they were put, a rule without an id with one", async () => {
  const rules: LifecycleRule[] = [
    {
      ID: "old",
      Status: "Enabled",
      Filter: { And: { Prefix: "a/", Tags: [{ Key: "k", Value: "v" }], ObjectSizeGreaterThan: 5 } },
      Transitions: [
        { Days: 30, StorageClass: "STANDARD_IA" },
        { Days: 90, StorageClass: "GLACIER" },
      ],
      Expiration: { Days: 365 },
      NoncurrentVersionExpiration: { NoncurrentDays: 7, NewerNoncurrentVersions: 2 },
    },
    {
      ID: "parts",
      Status: "Disabled",
      Filter: { Prefix: "" },
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 3 },
    },
  ];
  await set(...rules);
  const { Rules, TransitionDefaultMinimumObjectSize } = await look();
  expect(Rules).toEqual(rules);
  expect(TransitionDefaultMinimumObjectSize).toBe("all_storage_classes_128K");
  await set({ Status: "Enabled", Prefix: "x", Expiration: { Date: new Date("2027-01-01T00:00:00Z") } });
  expect((await look()).Rules).toEqual([
    { ID: expect.stringMatching(/^[\w-]{36}$/), Status: "Enabled", Prefix: "x", Expiration: expect.anything() },
  ]);
  await s3.send(new DeleteBucketLifecycleCommand({ Bucket }));
  expect(await failure(look())).toMatchObject({ code: "NoSuchLifecycleConfiguration", status: 404 });
});

test("what AWS does not take is refused", async () => {
  const fine: LifecycleRule = { ID: "a", Status: "Enabled", Filter: { Prefix: "" }, Expiration: { Days: 1 } };
  const { Filter: _filter, ...nowhere } = fine;
  const { Expiration: _expiration, ...idle } = fine;
  for (const rules of [[], [nowhere], [idle], [{ ...fine, Status: "On" as never }], [{ ...fine, Prefix: "a" }]])
    expect(await failure(set(...rules))).toMatchObject({ code: "MalformedXML", status: 400 });
  expect(await failure(set(fine, fine))).toMatchObject({ code: "InvalidArgument", status: 400 });
});

test("rules that make no sense are refused", async () => {
  const refused = async (more: Partial<LifecycleRule>) => {
    const { code, message } = await failure(set({ Status: "Enabled", Filter: {}, Expiration: { Days: 1 }, ...more }));
    return `${code}: ${message}`;
  };
  expect(await refused({ NoncurrentVersionExpiration: {} })).toMatch(/^MalformedXML/);
  expect(await refused({ Filter: { Prefix: "", ObjectSizeGreaterThan: 5 } })).toMatch(/^MalformedXML/);
  expect(await refused({ Expiration: { Days: 1, ExpiredObjectDeleteMarker: true } })).toMatch(/^MalformedXML/);
  expect(await refused({ Expiration: { Date: new Date(Date.UTC(2030, 0, 1, 2)) } })).toBe(
    "InvalidArgument: 'Date' must be at midnight GMT",
  );
  const Tags = [1, 2].map((value) => ({ Key: "a", Value: String(value) }));
  expect(await refused({ Filter: { And: { Tags } } })).toBe("InvalidRequest: Duplicate Tag Keys are not allowed.");
});

test("an object tells when it would expire", async () => {
  await set({ ID: "week", Status: "Enabled", Filter: { Prefix: "logs/" }, Expiration: { Days: 7 } });
  expect((await put(s3, "logs/a", "x")).Expiration).toMatch(/^expiry-date=".* 00:00:00 GMT", rule-id="week"$/);
  expect((await put(s3, "other", "x")).Expiration).toBeUndefined();
  const { Expiration } = await s3.send(new HeadObjectCommand({ Bucket, Key: "logs/a" }));
  expect(Expiration).toMatch(/week/);
  const named = await s3.send(new HeadObjectCommand({ Bucket, Key: "logs/a", VersionId: "null" }));
  expect(named.Expiration).toBeUndefined();
});
