import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startLocal } from "../../../../src/local/index.ts";
import type { Local } from "../../../../src/local/index.ts";
import { clientsOf } from "../../clients.ts";
import { handClock } from "../../hand-clock.ts";
import { failure, makeBucket, put, read } from "../bench.ts";

const Bucket = "orders";
let local: Local;
let s3: ReturnType<typeof clientsOf>["s3"];
const clock = handClock();

beforeAll(async () => {
  local = await startLocal({ clock });
  ({ s3 } = clientsOf(local));
  await makeBucket(s3, Bucket);
  await put(s3, "k", "0123456789");
});
afterAll(() => local.close());

describe("a range", () => {
  test.each([
    ["bytes=2-4", "234", "bytes 2-4/10"],
    ["bytes=7-", "789", "bytes 7-9/10"],
    ["bytes=-2", "89", "bytes 8-9/10"],
    ["bytes=8-99", "89", "bytes 8-9/10"],
    ["bytes=5-2", "0123456789", undefined],
    ["bytes=0-1,3-4", "0123456789", undefined],
    ["lines=1-2", "0123456789", undefined],
  ])("%s gives %s", async (Range, text, ContentRange) => {
    const got = await s3.send(new GetObjectCommand({ Bucket, Key: "k", Range }));
    expect(await got.Body?.transformToString()).toBe(text);
    expect(got.ContentRange).toBe(ContentRange);
    expect(got.$metadata.httpStatusCode).toBe(ContentRange === undefined ? 200 : 206);
  });

  test.each(["bytes=10-", "bytes=-0"])("%s has no byte of it", async (Range) => {
    const call = s3.send(new GetObjectCommand({ Bucket, Key: "k", Range }));
    expect(await failure(call)).toMatchObject({ code: "InvalidRange", status: 416 });
  });
});

describe("conditions", () => {
  const ETag = '"781e5e245d69b566979b86e28d23f2c7"';
  test.each([
    [{ IfMatch: ETag }, undefined],
    [{ IfMatch: '"other"' }, 412],
    [{ IfNoneMatch: ETag }, 304],
    [{ IfNoneMatch: "*" }, 304],
    [{ IfNoneMatch: '"other"' }, undefined],
    [{ IfModifiedSince: new Date(4e12) }, undefined],
    [{ IfModifiedSince: new Date(0) }, undefined],
    [{ IfUnmodifiedSince: new Date(0) }, 412],
    [{ IfMatch: ETag, IfUnmodifiedSince: new Date(0) }, undefined],
  ])("of a reader: %j", async (conditions, status) => {
    const call = s3.send(new GetObjectCommand({ Bucket, Key: "k", ...conditions }));
    if (status === undefined) expect((await call).ETag).toBe(ETag);
    else expect(await failure(call)).toMatchObject({ status });
  });

  test("of a reader who has the newest: nothing, 304", async () => {
    const { LastModified } = await s3.send(new GetObjectCommand({ Bucket, Key: "k" }));
    const call = s3.send(new GetObjectCommand({ Bucket, Key: "k", IfModifiedSince: LastModified }));
    expect(await failure(call)).toMatchObject({ status: 304 });
  });

  test("of a writer: only what is not there, only what it has seen", async () => {
    expect(await failure(put(s3, "k", "1", { IfNoneMatch: "*" }))).toMatchObject({
      code: "PreconditionFailed",
      status: 412,
    });
    expect(await failure(put(s3, "k", "1", { IfMatch: '"other"' }))).toMatchObject({ code: "PreconditionFailed" });
    expect(await failure(put(s3, "none", "1", { IfMatch: ETag }))).toMatchObject({ code: "NoSuchKey", status: 404 });
    const many = Array.from({ length: 8 }, (_, at) => put(s3, "once", String(at), { IfNoneMatch: "*" }));
    const won = (await Promise.allSettled(many)).filter(({ status }) => status === "fulfilled");
    expect(won).toHaveLength(1);
  });
});

describe("a body that is not what its sums say is not kept", () => {
  test.each([
    [{ ChecksumCRC32: "AAAAAA==" }, "BadDigest", "The CRC32 you specified did not match the calculated checksum."],
    [{ ChecksumCRC32: "x" }, "InvalidRequest", "Value for x-amz-checksum-crc32 header is invalid."],
    [
      { ContentMD5: "AAAAAAAAAAAAAAAAAAAAAA==" },
      "BadDigest",
      "The Content-MD5 you specified did not match what we received.",
    ],
    [{ ContentMD5: "x" }, "InvalidDigest", "The Content-MD5 you specified was invalid."],
  ])("%j", async (sums, code, message) => {
    expect(await failure(put(s3, "bad", "1", sums))).toEqual({ code, message, status: 400 });
    expect(await failure(read(s3, "bad"))).toMatchObject({ code: "NoSuchKey" });
  });

  test.each(["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"] as const)(
    "%s is checked, kept, and checked again by the reader",
    async (ChecksumAlgorithm) => {
      const written = await put(s3, "sum", "hello", { ChecksumAlgorithm });
      const got = await s3.send(new GetObjectCommand({ Bucket, Key: "sum", ChecksumMode: "ENABLED" }));
      expect(await got.Body?.transformToString()).toBe("hello");
      const name = `Checksum${ChecksumAlgorithm}` as const;
      expect(got[name]).toBe(written[name]);
      expect(got[name]).toMatch(/=$/);
    },
  );
});

test("a copy takes bytes, headers and tags along, unless it is given others", async () => {
  await put(s3, "from/ü", "hello", { ContentType: "text/plain", Metadata: { a: "b" }, Tagging: "x=y" });
  const CopySource = `${Bucket}/${encodeURIComponent("from/ü")}`;
  await s3.send(new CopyObjectCommand({ Bucket, Key: "copy", CopySource }));
  const about = await s3.send(new HeadObjectCommand({ Bucket, Key: "copy" }));
  expect(about).toMatchObject({
    ContentType: "text/plain",
    Metadata: { a: "b" },
    TagCount: 1,
    ETag: '"5d41402abc4b2a76b9719d911017c592"',
  });
  const other = { MetadataDirective: "REPLACE", ContentType: "text/html", TaggingDirective: "REPLACE" } as const;
  await s3.send(new CopyObjectCommand({ Bucket, Key: "copy", CopySource, ...other }));
  const after = await s3.send(new HeadObjectCommand({ Bucket, Key: "copy" }));
  expect([after.ContentType, after.Metadata, after.TagCount]).toEqual(["text/html", {}, undefined]);
  const itself = s3.send(new CopyObjectCommand({ Bucket, Key: "copy", CopySource: `${Bucket}/copy` }));
  expect(await failure(itself)).toMatchObject({
    code: "InvalidRequest",
    message: expect.stringContaining("This copy request is illegal"),
  });
  const none = s3.send(new CopyObjectCommand({ Bucket, Key: "x", CopySource: `${Bucket}/none` }));
  expect(await failure(none)).toMatchObject({ code: "NoSuchKey" });
});

test("tags are replaced as a whole", async () => {
  await put(s3, "tagged", "1", { Tagging: "a=1" });
  await s3.send(
    new PutObjectTaggingCommand({ Bucket, Key: "tagged", Tagging: { TagSet: [{ Key: "b", Value: "2" }] } }),
  );
  expect((await s3.send(new GetObjectTaggingCommand({ Bucket, Key: "tagged" }))).TagSet).toEqual([
    { Key: "b", Value: "2" },
  ]);
});

test.each([
  [{ Metadata: { a: "x".repeat(3000) } }, "MetadataTooLarge"],
  [{ StorageClass: "GLACIER" }, "NotImplemented"],
  [{ StorageClass: "COLD" as "GLACIER" }, "InvalidStorageClass"],
  [{ ACL: "public-read" }, "AccessControlListNotSupported"],
  [{ Tagging: "aws:a=b" }, "InvalidTag"],
  [{ Key: "k".repeat(1025) }, "KeyTooLongError"],
] as const)("%j is refused: %s", async (more, code) => {
  const call = s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "1", ...more }));
  expect(await failure(call)).toMatchObject({ code });
});

test("a bucket whose versioning is suspended replaces only what it wrote without", async () => {
  const Bucket = "versions";
  await makeBucket(s3, Bucket);
  const write = async (Body: string) => (await s3.send(new PutObjectCommand({ Bucket, Key: "k", Body }))).VersionId;
  const set = (Status: "Enabled" | "Suspended") =>
    s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));
  const ids = async () => {
    const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
    return [...DeleteMarkers.map(({ VersionId }) => `-${VersionId}`), ...Versions.map(({ VersionId }) => VersionId)];
  };
  await write("0");
  await set("Enabled");
  const one = await write("1");
  expect(await ids()).toEqual([one, "null"]);
  await set("Suspended");
  expect(await write("2")).toBeUndefined();
  expect(await ids()).toEqual(["null", one]);
  await s3.send(new DeleteObjectCommand({ Bucket, Key: "k" }));
  expect(await ids()).toEqual(["-null", one]);
  const marked = await failure(s3.send(new GetObjectCommand({ Bucket, Key: "k", VersionId: "null" })));
  expect(marked).toMatchObject({ code: "MethodNotAllowed", status: 405 });
  await s3.send(new DeleteObjectCommand({ Bucket, Key: "k", VersionId: "null" }));
  const got = await s3.send(new GetObjectCommand({ Bucket, Key: "k" }));
  expect([await got.Body?.transformToString(), got.VersionId]).toEqual(["1", one]);
});

test("a presigned URL works without a signature in a header, until its time is over", async () => {
  const stamp = new Date(clock.now()).toISOString().replace(/[-:]|\.\d+/g, "");
  const credential = `AKIDEXAMPLE/${stamp.slice(0, 8)}/ap-northeast-2/s3/aws4_request`;
  const query = new URLSearchParams({
    "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
    "X-Amz-Credential": credential,
    "X-Amz-Date": stamp,
    "X-Amz-Expires": "60",
    "X-Amz-SignedHeaders": "host",
    "X-Amz-Signature": "00",
  });
  const url = `${local.url}/${Bucket}/k?${query}&response-content-type=text%2Fcsv`;
  const got = await fetch(url);
  expect([await got.text(), got.headers.get("content-type")]).toEqual(["0123456789", "text/csv"]);
  expect((await fetch(`${local.url}/${Bucket}/put?${query}`, { method: "PUT", body: "x" })).status).toBe(200);
  clock.move(61_000);
  const late = await fetch(url);
  expect([late.status, await late.text()]).toEqual([
    403,
    expect.stringContaining("<Message>Request has expired</Message>"),
  ]);
  const old = new URLSearchParams({
    AWSAccessKeyId: "AKIDEXAMPLE",
    Signature: "x",
    Expires: String(Math.ceil(clock.now() / 1000) + 60),
  });
  expect(await (await fetch(`${local.url}/${Bucket}/k?${old}`)).text()).toBe("0123456789");
});
