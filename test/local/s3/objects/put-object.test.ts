import { Readable } from "node:stream";
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startLocal } from "../../../../src/local/index.ts";
import type { Local } from "../../../../src/local/index.ts";
import { clientsOf } from "../../clients.ts";
import { failure, makeBucket, put, read } from "../bench.ts";

let local: Local;
let s3: ReturnType<typeof clientsOf>["s3"];
const Bucket = "orders";

beforeEach(async () => {
  local = await startLocal();
  ({ s3 } = clientsOf(local));
  await makeBucket(s3, Bucket);
});
afterEach(() => local.close());

test("an object comes back as it was put, with its headers, metadata and checksum", async () => {
  const written = await put(s3, "a/ü b+c.json", "hello", {
    ContentType: "application/json",
    ContentEncoding: "gzip",
    Metadata: { who: "me" },
    Tagging: "a=b&c=d",
  });
  expect(written).toMatchObject({
    ETag: '"5d41402abc4b2a76b9719d911017c592"',
    ChecksumCRC32: "NhCmhg==",
    ChecksumType: "FULL_OBJECT",
    ServerSideEncryption: "AES256",
  });
  const got = await s3.send(new GetObjectCommand({ Bucket, Key: "a/ü b+c.json" }));
  expect(await got.Body?.transformToString()).toBe("hello");
  expect(got).toMatchObject({
    ContentLength: 5,
    ContentType: "application/json",
    ContentEncoding: "gzip",
    Metadata: { who: "me" },
    TagCount: 2,
    ETag: '"5d41402abc4b2a76b9719d911017c592"',
    ChecksumCRC32: "NhCmhg==",
  });
  const { ContentLength } = await s3.send(new HeadObjectCommand({ Bucket, Key: "a/ü b+c.json" }));
  expect(ContentLength).toBe(5);
});

test("a stream, which the SDK sends in chunks with its checksum behind them, loses nothing", async () => {
  const Body = Readable.from([Buffer.from("hel"), Buffer.from("lo")]);
  await s3.send(new PutObjectCommand({ Bucket, Key: "k", Body, ContentLength: 5 }));
  expect(await read(s3, "k")).toBe("hello");
  const { ContentEncoding } = await s3.send(new HeadObjectCommand({ Bucket, Key: "k" }));
  expect(ContentEncoding).toBeUndefined();
});

test("what is deleted is gone, and to delete it again is no error", async () => {
  await put(s3, "k", "1");
  for (const _ of "12") await s3.send(new DeleteObjectCommand({ Bucket, Key: "k" }));
  expect(await failure(read(s3, "k"))).toEqual({
    code: "NoSuchKey",
    status: 404,
    message: "The specified key does not exist.",
  });
});

test("many are deleted in one call, and listed before it", async () => {
  for (const Key of ["b", "a/1", "a/2", "c & <d>"]) await put(s3, Key, Key);
  const listed = await s3.send(new ListObjectsV2Command({ Bucket, Delimiter: "/" }));
  expect(listed.Contents?.map(({ Key }) => Key)).toEqual(["b", "c & <d>"]);
  expect(listed.CommonPrefixes).toEqual([{ Prefix: "a/" }]);
  const Objects = [{ Key: "c & <d>" }, { Key: "a/1" }, { Key: "never" }];
  const { Deleted } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
  expect(Deleted).toEqual(Objects);
  const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket }));
  expect(Contents?.map(({ Key }) => Key)).toEqual(["a/2", "b"]);
});

test("a digest that is wrong is named", async () => {
  const invalid = await failure(put(s3, "k", "hello", { ContentMD5: "not base64" }));
  expect(invalid).toMatchObject({ code: "InvalidDigest" });
  const bad = await failure(put(s3, "k", "hello", { ContentMD5: "CYketZBSTjX8czcs3cXVlg==" }));
  expect(bad).toMatchObject({ code: "BadDigest" });
});

test("what a key of KMS encrypts names the key by its ARN, and no MD5", async () => {
  const written = await put(s3, "k", "hello", { ServerSideEncryption: "aws:kms" });
  expect(written.SSEKMSKeyId).toMatch(/^arn:aws:kms:ap-northeast-2:\d{12}:key\/[0-9a-f-]{36}$/);
  expect(written.ETag).not.toBe('"5d41402abc4b2a76b9719d911017c592"');
  const again = await put(s3, "k", "hello", { ServerSideEncryption: "aws:kms", SSEKMSKeyId: "mrk-0" });
  expect(again.SSEKMSKeyId).toMatch(/:key\/mrk-0$/);
  const copy = new CopyObjectCommand({ Bucket, Key: "k", CopySource: `${Bucket}/k` });
  expect(await s3.send(copy)).toMatchObject({ ServerSideEncryption: "AES256" });
  expect(await failure(s3.send(copy))).toMatchObject({ code: "InvalidRequest" });
});
