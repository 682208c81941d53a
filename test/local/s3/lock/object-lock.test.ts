import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectLegalHoldCommand,
  GetObjectLockConfigurationCommand,
  GetObjectRetentionCommand,
  HeadObjectCommand,
  PutBucketVersioningCommand,
  PutObjectLegalHoldCommand,
  PutObjectLockConfigurationCommand,
  PutObjectRetentionCommand,
} from "@aws-sdk/client-s3";
import type { ObjectLockConfiguration, ObjectLockRetention } from "@aws-sdk/client-s3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startLocal } from "../../../../src/local/index.ts";
import type { Local } from "../../../../src/local/index.ts";
import { clientsOf } from "../../clients.ts";
import { handClock } from "../../hand-clock.ts";
import { failure, makeBucket, put } from "../bench.ts";

const Bucket = "orders";
const hour = 3_600_000;
const clock = handClock();
let local: Local;
let s3: ReturnType<typeof clientsOf>["s3"];

beforeEach(async () => {
  local = await startLocal({ clock });
  ({ s3 } = clientsOf(local));
  const CreateBucketConfiguration = { LocationConstraint: "ap-northeast-2" as const };
  await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration, ObjectLockEnabledForBucket: true }));
});
afterEach(() => local.close());

async function words(call: Promise<unknown>): Promise<string> {
  const { code, message } = await failure(call);
  return `${code}: ${message}`;
}

/** So many milliseconds from now, in whole seconds, as requests carry it. */
const at = (ms: number) => new Date(Math.floor((clock.now() + ms) / 1000) * 1000);
const locked = "AccessDenied: Access Denied because object protected by object lock.";
const configure = (configuration: ObjectLockConfiguration, name = Bucket) =>
  s3.send(new PutObjectLockConfigurationCommand({ Bucket: name, ObjectLockConfiguration: configuration }));
const retain = (Mode: "GOVERNANCE" | "COMPLIANCE", hours: number, more: object = {}, Key = "k") =>
  s3.send(
    new PutObjectRetentionCommand({
      Bucket,
      Key,
      Retention: { Mode, RetainUntilDate: at(hours * hour) },
      ...more,
    }),
  );
const remove = (VersionId: string | undefined, more: object = {}) =>
  s3.send(new DeleteObjectCommand({ Bucket, Key: "k", VersionId, ...more }));
const bypass = { BypassGovernanceRetention: true };

test("in governance mode a version stays until its time, unless somebody may pass by", async () => {
  const { VersionId } = await put(s3, "k", "1");
  expect(await words(s3.send(new GetObjectRetentionCommand({ Bucket, Key: "k" })))).toMatch(
    /^NoSuchObjectLockConfiguration/,
  );
  await retain("GOVERNANCE", 2);
  const { Retention } = await s3.send(new GetObjectRetentionCommand({ Bucket, Key: "k" }));
  expect(Retention).toEqual({ Mode: "GOVERNANCE", RetainUntilDate: at(2 * hour) });
  expect(await s3.send(new HeadObjectCommand({ Bucket, Key: "k" }))).toMatchObject({ ObjectLockMode: "GOVERNANCE" });
  expect(await words(remove(VersionId))).toBe(locked);
  expect(await words(retain("GOVERNANCE", 1))).toBe(locked);
  await retain("GOVERNANCE", 3);
  await retain("GOVERNANCE", 1, bypass);
  // A marker hides it, and takes nothing away.
  const { VersionId: marker } = await remove(undefined);
  await remove(marker);
  clock.move(hour);
  await remove(VersionId);
  const again = await put(s3, "k", "2", { ObjectLockMode: "GOVERNANCE", ObjectLockRetainUntilDate: at(hour) });
  await s3.send(new PutObjectRetentionCommand({ Bucket, Key: "k", Retention: {}, ...bypass }));
  await retain("GOVERNANCE", 1);
  await remove(again.VersionId, bypass);
});

test("in compliance mode nobody passes by", async () => {
  const { VersionId } = await put(s3, "k", "1");
  await retain("COMPLIANCE", 2);
  expect(await words(remove(VersionId, bypass))).toBe(locked);
  expect(await words(retain("COMPLIANCE", 1, bypass))).toBe(locked);
  expect(await words(retain("GOVERNANCE", 3, bypass))).toBe(locked);
  await retain("COMPLIANCE", 3);
  clock.move(3 * hour);
  await remove(VersionId);
});

test("a legal hold keeps a version as long as it is on", async () => {
  const { VersionId } = await put(s3, "k", "1", { ObjectLockLegalHoldStatus: "ON" });
  const { LegalHold } = await s3.send(new GetObjectLegalHoldCommand({ Bucket, Key: "k" }));
  expect(LegalHold).toEqual({ Status: "ON" });
  expect(await words(remove(VersionId, bypass))).toBe(locked);
  const Objects = [{ Key: "k", VersionId }];
  const { Errors } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
  expect(Errors).toMatchObject([{ Code: "AccessDenied", Key: "k", VersionId }]);
  // Neither hold nor retention is copied.
  await s3.send(new CopyObjectCommand({ Bucket, Key: "copy", CopySource: `${Bucket}/k` }));
  expect(await words(s3.send(new GetObjectLegalHoldCommand({ Bucket, Key: "copy" })))).toMatch(/^NoSuchObjectLock/);
  await s3.send(new PutObjectLegalHoldCommand({ Bucket, Key: "k", LegalHold: { Status: "OFF" } }));
  await remove(VersionId);
});

test("a bucket locks new versions by default", async () => {
  await configure({ ObjectLockEnabled: "Enabled", Rule: { DefaultRetention: { Mode: "GOVERNANCE", Days: 1 } } });
  await put(s3, "k", "1");
  const { Retention } = await s3.send(new GetObjectRetentionCommand({ Bucket, Key: "k" }));
  expect(Retention).toEqual({ Mode: "GOVERNANCE", RetainUntilDate: at(24 * hour) });
  await configure({ ObjectLockEnabled: "Enabled" });
  const { ObjectLockConfiguration: kept } = await s3.send(new GetObjectLockConfigurationCommand({ Bucket }));
  expect(kept).toEqual({ ObjectLockEnabled: "Enabled" });
  const Suspended = { Status: "Suspended" as const };
  const suspend = s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: Suspended }));
  expect(await words(suspend)).toMatch(/^InvalidBucketState: An Object Lock configuration is present/);
});

test.each<[ObjectLockConfiguration]>([
  [{}],
  [{ Rule: { DefaultRetention: { Mode: "GOVERNANCE", Days: 1 } } }],
  [{ ObjectLockEnabled: "Enabled", Rule: {} }],
  [{ ObjectLockEnabled: "Enabled", Rule: { DefaultRetention: {} } }],
  [{ ObjectLockEnabled: "Enabled", Rule: { DefaultRetention: { Mode: "GOVERNANCE" } } }],
  [{ ObjectLockEnabled: "Enabled", Rule: { DefaultRetention: { Mode: "NONE" as "GOVERNANCE", Days: 1 } } }],
  [{ ObjectLockEnabled: "Enabled", Rule: { DefaultRetention: { Mode: "GOVERNANCE", Days: 1, Years: 1 } } }],
])("the configuration %j is malformed", async (configuration) => {
  expect(await words(configure(configuration))).toMatch(/^MalformedXML/);
});

test("what makes no sense is refused", async () => {
  await put(s3, "k", "1");
  const odd = (more: ObjectLockRetention) =>
    words(s3.send(new PutObjectRetentionCommand({ Bucket, Key: "k", Retention: more })));
  expect(await odd({ Mode: "GOVERNANCE" })).toMatch(/^MalformedXML/);
  expect(await odd({ Mode: "GOVERNANCE", RetainUntilDate: at(0) })).toBe(
    "InvalidArgument: The retain until date must be in the future!",
  );
  const later = { ObjectLockRetainUntilDate: at(hour) };
  const both = "InvalidArgument: x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied";
  expect(await words(put(s3, "k", "1", { ObjectLockMode: "GOVERNANCE" }))).toBe(both);
  expect(await words(put(s3, "k", "1", later))).toBe(both);
  expect(await words(put(s3, "k", "1", { ObjectLockMode: "NONE" as "GOVERNANCE", ...later }))).toBe(
    "InvalidArgument: Unknown wormMode directive.",
  );
});

test("a bucket without Object Lock locks nothing, and takes it on once it has versions", async () => {
  await makeBucket(s3, "plain");
  await put(s3, "k", "1", { Bucket: "plain" });
  const which = { Bucket: "plain", Key: "k" };
  expect(await words(s3.send(new GetObjectRetentionCommand(which)))).toMatch(/^InvalidRequest: Bucket is missing/);
  expect(await words(s3.send(new DeleteObjectCommand({ ...which, ...bypass })))).toBe(
    "InvalidArgument: x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.",
  );
  expect(await words(configure({ ObjectLockEnabled: "Enabled" }, "plain"))).toMatch(/^InvalidBucketState: Versioning/);
  const VersioningConfiguration = { Status: "Enabled" as const };
  await s3.send(new PutBucketVersioningCommand({ Bucket: "plain", VersioningConfiguration }));
  await configure({ ObjectLockEnabled: "Enabled" }, "plain");
});
