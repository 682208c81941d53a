import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectTaggingCommand,
  DeleteObjectsCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startLocal } from "../../../src/local/index.ts";
import type { Local } from "../../../src/local/index.ts";
import { clientsOf } from "../clients.ts";
import { failure, makeBucket, put, read } from "./bench.ts";

// What S3 was recorded to answer, seen through the SDK.

const Bucket = "orders";
let local: Local;
let s3: S3Client;

beforeAll(async () => {
  local = await startLocal();
  ({ s3 } = clientsOf(local));
  await makeBucket(s3, Bucket);
  await makeBucket(s3, "versions");
  const Status = "Enabled" as const;
  await s3.send(new PutBucketVersioningCommand({ Bucket: "versions", VersioningConfiguration: { Status } }));
});
afterAll(async () => {
  s3.destroy();
  await local.close();
});

/** What a call is refused with, element by element. */
async function refusal(call: Promise<unknown>) {
  try {
    await call;
  } catch (error) {
    return { Code: (error as Error).name, Message: (error as Error).message, ...(error as object) };
  }
  throw new Error("The call did not fail.");
}

async function uploaded(Key: string, more: object = {}) {
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
  const which = { Bucket, Key, UploadId };
  const { ETag } = await s3.send(new UploadPartCommand({ ...which, PartNumber: 1, Body: "part" }));
  const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
  return (condition: object = more) =>
    s3.send(new CompleteMultipartUploadCommand({ ...which, MultipartUpload, ...condition }));
}

describe("an id of a version", () => {
  const VersionId = "HPniJFCxqTsMuIH9KX8K8wEjNUgmABCD";
  const words = { Code: "InvalidArgument", Message: "Invalid version id specified", ArgumentName: "versionId" };

  test.each([Bucket, "versions"])("that was never given out is refused, of %s", async (of) => {
    await s3.send(new PutObjectCommand({ Bucket: of, Key: "id", Body: "1" }));
    const which = { Bucket: of, Key: "id", VersionId };
    expect(await refusal(s3.send(new GetObjectCommand(which)))).toMatchObject({ ...words, ArgumentValue: VersionId });
    expect(await refusal(s3.send(new DeleteObjectCommand(which)))).toMatchObject(words);
    const { Errors } = await s3.send(
      new DeleteObjectsCommand({ Bucket: of, Delete: { Objects: [{ Key: "id", VersionId }] } }),
    );
    expect(Errors).toEqual([
      { Code: "NoSuchVersion", Key: "id", Message: "The specified version does not exist.", VersionId },
    ]);
  });

  test("of a version that was deleted is one that is not there, and deletes nothing", async () => {
    const made = await s3.send(new PutObjectCommand({ Bucket: "versions", Key: "gone", Body: "1" }));
    const which = { Bucket: "versions", Key: "gone", VersionId: made.VersionId };
    await s3.send(new DeleteObjectCommand(which));
    expect(await refusal(s3.send(new GetObjectCommand(which)))).toMatchObject({ Code: "NoSuchVersion" });
    await s3.send(new DeleteObjectCommand(which));
  });

  test("goes on as a marker after its version was deleted", async () => {
    const ids: string[] = [];
    for (const Body of ["1", "2", "3"]) {
      const { VersionId: id = "" } = await s3.send(new PutObjectCommand({ Bucket: "versions", Key: "page", Body }));
      ids.push(id);
    }
    const list = (more: object) =>
      s3.send(new ListObjectVersionsCommand({ Bucket: "versions", Prefix: "page", ...more }));
    const first = await list({ MaxKeys: 1 });
    await s3.send(new DeleteObjectCommand({ Bucket: "versions", Key: "page", VersionId: ids[2] }));
    const { Versions } = await list({ KeyMarker: "page", VersionIdMarker: first.NextVersionIdMarker });
    expect(Versions?.map((one) => one.VersionId)).toEqual([ids[1], ids[0]]);
  });
});

describe("writing with conditions", () => {
  const odd = {
    Code: "NotImplemented",
    Message: "A header you provided implies functionality that is not implemented",
  };

  test.each([
    [{ IfMatch: "*" }, "If-Match", "We don't accept the provided value of If-Match header for this API"],
    [
      { IfNoneMatch: "tag" },
      "If-None-Match",
      "We don't accept the provided value of If-None-Match header for this API",
    ],
    [
      { IfMatch: '"tag"', IfNoneMatch: "*" },
      "If-Match,If-None-Match",
      "Multiple conditional request headers present in the request",
    ],
  ])("%j is nothing that S3 does", async (more, Header, additionalMessage) => {
    expect(await refusal(put(s3, "odd", "1", more))).toMatchObject({ ...odd, Header, additionalMessage });
  });

  test("an upload is refused when its key was touched since it began", async () => {
    const conflict = { Code: "ConditionalRequestConflict", Key: "touched" };
    const { ETag: IfMatch } = await put(s3, "touched", "1");
    const replaced = await uploaded("touched");
    await put(s3, "touched", "1");
    expect(await refusal(replaced({ IfMatch: '"other"' }))).toMatchObject({ Code: "PreconditionFailed" });
    expect(await refusal(replaced({ IfMatch }))).toMatchObject({ ...conflict, Condition: "If-Match" });
    const deleted = await uploaded("touched");
    expect(await refusal(deleted({ IfNoneMatch: "*" }))).toMatchObject({ Code: "PreconditionFailed" });
    await s3.send(new DeleteObjectCommand({ Bucket, Key: "touched" }));
    expect(await refusal(deleted({ IfMatch }))).toMatchObject({ Code: "NoSuchKey" });
    expect(await refusal(deleted({ IfNoneMatch: "*" }))).toMatchObject({ ...conflict, Condition: "If-None-Match" });
    const again = await uploaded("touched");
    expect(await refusal(again({ MultipartUpload: undefined }))).toMatchObject({
      Code: "InvalidRequest",
      Message: "You must specify at least one part",
    });
    await again({ IfNoneMatch: "*" });
    expect(await read(s3, "touched")).toBe("part");
  });

  test("of a copy tell whose condition did not hold; a time to come is no condition", async () => {
    const { ETag } = await put(s3, "source", "1");
    const copy = (more: object) =>
      s3.send(new CopyObjectCommand({ Bucket, Key: "target", CopySource: `${Bucket}/source`, ...more }));
    expect(await refusal(copy({ CopySourceIfMatch: '"other"' }))).toMatchObject({
      Code: "PreconditionFailed",
      Condition: "x-amz-copy-source-If-Match",
    });
    expect(await refusal(copy({ CopySourceIfNoneMatch: ETag }))).toMatchObject({
      Condition: "x-amz-copy-source-If-None-Match",
    });
    await copy({ CopySourceIfModifiedSince: new Date(Date.now() + 3_600_000) });
    expect(await refusal(copy({ CopySource: "no-slash" }))).toMatchObject({
      ArgumentName: "x-amz-copy-source",
      ArgumentValue: "x-amz-copy-source",
    });
  });
});

describe("a copy onto itself", () => {
  const itself = (of: string, more: object = {}) =>
    s3.send(new CopyObjectCommand({ Bucket: of, Key: "itself", CopySource: `${of}/itself`, ...more }));
  const illegal = { Code: "InvalidRequest", Message: expect.stringMatching(/^This copy request is illegal/) };

  test("changes nothing, but for an older version", async () => {
    const write = (Body: string) => s3.send(new PutObjectCommand({ Bucket: "versions", Key: "itself", Body }));
    const { VersionId } = await write("1");
    await write("2");
    expect(await refusal(itself("versions"))).toMatchObject(illegal);
    await itself("versions", { CopySource: `versions/itself?versionId=${VersionId}` });
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: "versions", Key: "itself" }));
    expect(await Body?.transformToString()).toBe("1");
  });

  test("is encrypted anew where the bucket says how", async () => {
    await makeBucket(s3, "encrypted");
    await s3.send(new PutObjectCommand({ Bucket: "encrypted", Key: "itself", Body: "1" }));
    expect(await refusal(itself("encrypted"))).toMatchObject(illegal);
    const Rules = [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" as const } }];
    const ServerSideEncryptionConfiguration = { Rules };
    await s3.send(new PutBucketEncryptionCommand({ Bucket: "encrypted", ServerSideEncryptionConfiguration }));
    await itself("encrypted");
  });
});

describe("tags", () => {
  const tag = (Key: string, Value = "v") => ({ TagSet: [{ Key, Value }] });

  test.each([
    ["a,b", "The TagKey you have provided is invalid", "System tags cannot be added/updated by requester"],
    ["aws:x", "System tags cannot be added/updated by requester", "Your TagKey cannot be prefixed with aws:"],
  ])("%s is no key", async (TagKey, ofBucket, ofObject) => {
    const bucket = s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: tag(TagKey) }));
    expect(await refusal(bucket)).toMatchObject({ Code: "InvalidTag", Message: ofBucket, TagKey });
    await put(s3, "tagged", "1");
    const object = s3.send(new PutObjectTaggingCommand({ Bucket, Key: "tagged", Tagging: tag(TagKey) }));
    expect(await refusal(object)).toMatchObject({ TagKey, Message: TagKey === "a,b" ? ofBucket : ofObject });
  });

  test("are refused by value, twice the same, and in a header that is no query string", async () => {
    const twice = { TagSet: [...tag("k").TagSet, ...tag("k").TagSet] };
    expect(await refusal(s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: twice })))).toMatchObject({
      Message: "Cannot provide multiple Tags with the same key",
      TagKey: "k",
    });
    expect(await refusal(s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: tag("k", "a,b") })))).toMatchObject({
      Message: "The TagValue you have provided is invalid",
      TagValue: "a,b",
    });
    for (const Tagging of ["k=1&k=2", "k=1,l=2"])
      expect(await refusal(put(s3, "t", "1", { Tagging }))).toMatchObject({
        Code: "InvalidArgument",
        ArgumentName: "x-amz-tagging",
        ArgumentValue: Tagging,
      });
    const CreateBucketConfiguration = { LocationConstraint: "ap-northeast-2" as const, Tags: tag("aws:x").TagSet };
    const made = s3.send(new CreateBucketCommand({ Bucket: "new", CreateBucketConfiguration }));
    expect((await refusal(made)).Message).toMatch(/^User-defined tag keys can't start with "aws:"/);
  });

  test("of a delete marker are nobody's, and a key without an object is told with its bucket", async () => {
    const which = { Bucket: "versions", Key: "marked" };
    await s3.send(new DeleteObjectCommand(which));
    const get = await refusal(s3.send(new GetObjectTaggingCommand(which)));
    const set = await refusal(s3.send(new PutObjectTaggingCommand({ ...which, Tagging: tag("k") })));
    const unset = await refusal(s3.send(new DeleteObjectTaggingCommand(which)));
    const words = { Code: "MethodNotAllowed", ResourceType: "DeleteMarker" };
    expect(get).toMatchObject({ ...words, Method: "GET" });
    expect(set).toMatchObject({ ...words, Method: "PUT" });
    expect(unset).toMatchObject({ ...words, Method: "DELETE" });
    const none = { Bucket, Key: "none" };
    expect(await refusal(s3.send(new GetObjectTaggingCommand(none)))).toMatchObject({ Key: `${Bucket}/none` });
    expect(await refusal(s3.send(new DeleteObjectTaggingCommand(none)))).toMatchObject({ Key: "none" });
  });
});

describe("lists", () => {
  test("take url as their only encoding", async () => {
    for (const EncodingType of ["", "base64"]) {
      const call = s3.send(new ListObjectsV2Command({ Bucket, EncodingType: EncodingType as "url" }));
      expect(await refusal(call)).toMatchObject({ Message: "Invalid Encoding Method specified in Request" });
    }
  });

  test("show where they began only on the first page", async () => {
    for (const Key of ["s/1", "s/2", "s/3"]) await put(s3, Key, "1");
    const asked = { Bucket, Prefix: "s/", StartAfter: "s/1", MaxKeys: 1 };
    const first = await s3.send(new ListObjectsV2Command(asked));
    expect(first.StartAfter).toBe("s/1");
    const rest = await s3.send(new ListObjectsV2Command({ ...asked, ContinuationToken: first.NextContinuationToken }));
    expect([rest.StartAfter, rest.Contents?.[0]?.Key]).toEqual([undefined, "s/3"]);
  });

  test("of uploads name the last one; a marker must be of its key", async () => {
    await makeBucket(s3, "uploads");
    const ids = new Map<string, string>();
    for (const Key of ["a", "b"]) {
      const { UploadId = "" } = await s3.send(new CreateMultipartUploadCommand({ Bucket: "uploads", Key }));
      ids.set(Key, UploadId);
    }
    const list = (more: object) => s3.send(new ListMultipartUploadsCommand({ Bucket: "uploads", ...more }));
    expect(await list({})).toMatchObject({ NextKeyMarker: "b", NextUploadIdMarker: ids.get("b"), IsTruncated: false });
    expect(await list({ UploadIdMarker: ids.get("a") })).toMatchObject({ UploadIdMarker: "", Uploads: [{}, {}] });
    expect(await list({})).not.toHaveProperty("Prefix");
    expect(await refusal(list({ KeyMarker: "a", UploadIdMarker: ids.get("b") }))).toMatchObject({
      Message: "Invalid uploadId marker",
      ArgumentName: "upload-id-marker",
    });
  });

  test("of buckets know the regions", async () => {
    const call = s3.send(new ListBucketsCommand({ BucketRegion: "eu-east-1" }));
    expect(await refusal(call)).toMatchObject({ Message: "Argument value eu-east-1 is not a valid AWS Region" });
  });
});

describe("a part that is copied", () => {
  test.each([
    ["bytes=-2", "InvalidArgument", "must be of the form bytes=first-last"],
    ["bytes=1-", "InvalidArgument", "must be of the form bytes=first-last"],
    ["bytes=0-9", "InvalidArgument", "Range specified is not valid for source object of size: 3"],
    ["bytes=3-4", "InvalidRequest", "The specified copy range is invalid for the source object size"],
  ])("%s does not lie in the source", async (CopySourceRange, Code, words) => {
    await put(s3, "three", "123");
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: "copy" }));
    const which = { Bucket, Key: "copy", UploadId, PartNumber: 1, CopySource: `${Bucket}/three` };
    const refused = await refusal(s3.send(new UploadPartCopyCommand({ ...which, CopySourceRange })));
    expect(refused).toMatchObject({ Code, Message: expect.stringContaining(words) });
  });
});

test("sums of parts are told where they were asked for: in lists and as attributes of the object", async () => {
  const Key = "attributes";
  for (const [ChecksumAlgorithm, partsToo] of [
    ["SHA256", true],
    [undefined, false],
  ] as const) {
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key, ChecksumAlgorithm }));
    const which = { Bucket, Key, UploadId };
    const sent = await s3.send(new UploadPartCommand({ ...which, PartNumber: 1, Body: "part", ChecksumAlgorithm }));
    const { ETag, ChecksumSHA256 } = sent;
    const { Parts } = await s3.send(new ListPartsCommand(which));
    expect(Object.keys(Parts?.[0] ?? {}).filter((name) => name.startsWith("Checksum"))).toEqual(
      partsToo ? ["ChecksumSHA256"] : [],
    );
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag, ChecksumSHA256 }] };
    await s3.send(new CompleteMultipartUploadCommand({ ...which, MultipartUpload }));
    const attributes = await s3.send(
      new GetObjectAttributesCommand({
        Bucket,
        Key,
        ObjectAttributes: ["ETag", "Checksum", "ObjectParts", "ObjectSize", "StorageClass"],
      }),
    );
    expect(attributes).toMatchObject({
      ETag: expect.stringMatching(/^[0-9a-f]{32}-1$/),
      ObjectSize: 4,
      StorageClass: "STANDARD",
      Checksum: partsToo ? { ChecksumType: "COMPOSITE" } : { ChecksumType: "FULL_OBJECT" },
      ObjectParts: { TotalPartsCount: 1 },
    });
    expect(attributes.Checksum?.ChecksumSHA256 ?? "").not.toContain("-");
    expect(attributes.ObjectParts?.Parts).toEqual(partsToo ? [{ PartNumber: 1, Size: 4, ChecksumSHA256 }] : undefined);
  }
  const sizeOnly = new GetObjectAttributesCommand({ Bucket, Key, ObjectAttributes: ["ObjectSize"] });
  expect(await s3.send(sizeOnly)).not.toHaveProperty("ETag");
});

test("a range that is the whole object has its checksum", async () => {
  await put(s3, "sum", "0123456789");
  const get = async (Range: string) =>
    (await s3.send(new GetObjectCommand({ Bucket, Key: "sum", Range, ChecksumMode: "ENABLED" }))).ChecksumCRC32;
  expect([await get("bytes=0-99"), await get("bytes=-15")]).toEqual(["poTHxg==", "poTHxg=="]);
  expect(await get("bytes=1-")).toBeUndefined();
});

test("settings of a bucket are refused in AWS's words", async () => {
  const versioning = s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: {} }));
  expect(await refusal(versioning)).toMatchObject({ Code: "IllegalVersioningConfigurationException" });
  const usual = { SSEAlgorithm: "AES256" as const, KMSMasterKeyID: "key" };
  const ServerSideEncryptionConfiguration = { Rules: [{ ApplyServerSideEncryptionByDefault: usual }] };
  const encryption = s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration }));
  expect(await refusal(encryption)).toMatchObject({
    Code: "InvalidArgument",
    ArgumentName: "ApplyServerSideEncryptionByDefault",
  });
  for (const ExpectedBucketOwner of ["0000", "abcd"]) {
    const head = await failure(s3.send(new HeadBucketCommand({ Bucket, ExpectedBucketOwner })));
    expect(head.status).toBe(400);
    const located = await refusal(s3.send(new GetBucketLocationCommand({ Bucket, ExpectedBucketOwner })));
    expect(located).toMatchObject({
      Code: "InvalidBucketOwnerAWSAccountID",
      Message: `The value of the expected bucket owner parameter must be an AWS Account ID... [${ExpectedBucketOwner}]`,
    });
  }
  expect(await refusal(put(s3, "k", "1", { StorageClass: "OUTPOSTS" }))).toMatchObject({ Code: "InvalidStorageClass" });
});

test("the least size of a transition is given back with the rules", async () => {
  const Rules = [{ ID: "r", Status: "Enabled" as const, Filter: { Prefix: "" }, Expiration: { Days: 1 } }];
  const more = { TransitionDefaultMinimumObjectSize: "varies_by_storage_class" as const };
  const put = new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules }, ...more });
  await s3.send(put);
  expect(await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))).toMatchObject(more);
});

test("us-east-1 makes buckets anywhere, and again without tags", async () => {
  const east = new S3Client({
    endpoint: local.url,
    region: "us-east-1",
    forcePathStyle: true,
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
  });
  try {
    const make = (name: string, CreateBucketConfiguration: object) =>
      east.send(new CreateBucketCommand({ Bucket: name, CreateBucketConfiguration }));
    await make("in-seoul", { LocationConstraint: "ap-northeast-2" });
    expect((await s3.send(new HeadBucketCommand({ Bucket: "in-seoul" }))).BucketRegion).toBe("ap-northeast-2");
    await make("old-world", { LocationConstraint: "EU" });
    const { LocationConstraint } = await s3.send(new GetBucketLocationCommand({ Bucket: "old-world" }));
    expect(LocationConstraint).toBe("EU");
    expect(await refusal(make("nowhere", { LocationConstraint: "foo" }))).toMatchObject({
      Code: "InvalidLocationConstraint",
      LocationConstraint: "foo",
    });
    await make("again", { Tags: [{ Key: "k", Value: "v" }] });
    await make("again", { Tags: [] });
    expect(await refusal(make("again", { Tags: [{ Key: "k", Value: "v" }] }))).toMatchObject({
      Code: "BucketAlreadyOwnedByYou",
    });
  } finally {
    east.destroy();
  }
});
