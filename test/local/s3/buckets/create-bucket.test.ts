import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  DeletePublicAccessBlockCommand,
  GetBucketAccelerateConfigurationCommand,
  GetBucketAclCommand,
  GetBucketCorsCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketLoggingCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetBucketReplicationCommand,
  GetBucketRequestPaymentCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetBucketWebsiteCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  PutBucketReplicationCommand,
  PutBucketEncryptionCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startLocal } from "../../../../src/local/index.ts";
import type { Local } from "../../../../src/local/index.ts";
import { clientsOf } from "../../clients.ts";
import { failure, makeBucket, put, read } from "../bench.ts";

const Bucket = "orders";
let local: Local;
let s3: S3Client;

beforeEach(async () => {
  local = await startLocal();
  ({ s3 } = clientsOf(local));
  await makeBucket(s3, Bucket);
});
afterEach(() => local.close());

const inRegion = (region: string): S3Client =>
  new S3Client({
    endpoint: local.url,
    region,
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
  });

describe("a new bucket", () => {
  test("is private, owned by its account and encrypted, as AWS makes it", async () => {
    const { PublicAccessBlockConfiguration: block } = await s3.send(new GetPublicAccessBlockCommand({ Bucket }));
    expect(Object.values(block!)).toEqual([true, true, true, true]);
    const { OwnershipControls } = await s3.send(new GetBucketOwnershipControlsCommand({ Bucket }));
    expect(OwnershipControls?.Rules).toEqual([{ ObjectOwnership: "BucketOwnerEnforced" }]);
    const { ServerSideEncryptionConfiguration: sse } = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
    expect(sse?.Rules).toEqual([
      { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" }, BucketKeyEnabled: false },
    ]);
    expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBeUndefined();
    expect(await s3.send(new HeadBucketCommand({ Bucket }))).toMatchObject({
      BucketRegion: "ap-northeast-2",
      BucketArn: "arn:aws:s3:::orders",
    });
  });

  test.each(["Orders", "ab", "a..b", "192.168.0.1", "xn--a", "a_b", "-ab", "a".repeat(64)])(
    "is not called %s",
    async (name) => {
      expect(await failure(makeBucket(s3, name))).toMatchObject({ code: "InvalidBucketName", status: 400 });
    },
  );

  test("lies where its LocationConstraint says, which must be the endpoint's region", async () => {
    const make = (region: string, LocationConstraint?: string) =>
      inRegion(region).send(
        new CreateBucketCommand({
          Bucket: "other",
          ...(LocationConstraint !== undefined && {
            CreateBucketConfiguration: { LocationConstraint: LocationConstraint as "EU" },
          }),
        }),
      );
    // The SDK adds what is missing.
    const Authorization = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/eu-west-1/s3/aws4_request, Signature=0";
    const bare = await fetch(`${local.url}/other`, { method: "PUT", headers: { Authorization } });
    expect(await bare.text()).toContain(
      "<Code>IllegalLocationConstraintException</Code><Message>The unspecified location constraint is incompatible for the region specific endpoint this request was sent to.</Message>",
    );
    expect(await failure(make("eu-west-1", "eu-west-2"))).toMatchObject({ code: "IllegalLocationConstraintException" });
    expect(await failure(make("us-east-1", "us-east-1"))).toMatchObject({ code: "InvalidLocationConstraint" });
    expect(await make("us-east-1")).toMatchObject({ Location: "/other" });
    const where = await s3.send(new GetBucketLocationCommand({ Bucket: "other" }));
    expect(where.LocationConstraint).toBeUndefined();
  });

  test("is known already: 409, but in us-east-1, where it is made again", async () => {
    expect(await failure(makeBucket(s3, Bucket))).toMatchObject({ code: "BucketAlreadyOwnedByYou", status: 409 });
    const usEast = inRegion("us-east-1");
    for (const _ of "12") await usEast.send(new CreateBucketCommand({ Bucket: "usual" }));
    expect(
      (await s3.send(new ListBucketsCommand({}))).Buckets?.map(({ Name, BucketRegion }) => [Name, BucketRegion]),
    ).toEqual([
      ["orders", "ap-northeast-2"],
      ["usual", "us-east-1"],
    ]);
  });
});

test("a bucket of another region is somewhere else, and says where", async () => {
  const there = inRegion("us-east-1");
  expect(await failure(there.send(new GetBucketTaggingCommand({ Bucket })))).toMatchObject({
    code: "PermanentRedirect",
    status: 301,
  });
  const { $response } = (await there.send(new HeadBucketCommand({ Bucket })).catch((error: unknown) => error)) as {
    $response: { headers: Record<string, string> };
  };
  expect($response.headers["x-amz-bucket-region"]).toBe("ap-northeast-2");
  expect((await there.send(new GetBucketLocationCommand({ Bucket }))).LocationConstraint).toBe("ap-northeast-2");
});

test("settings are changed and taken away", async () => {
  await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [{ Key: "a", Value: "1" }] } }));
  await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [{ Key: "b", Value: "2" }] } }));
  expect((await s3.send(new GetBucketTaggingCommand({ Bucket }))).TagSet).toEqual([{ Key: "b", Value: "2" }]);
  const twice = {
    TagSet: [
      { Key: "a", Value: "1" },
      { Key: "a", Value: "2" },
    ],
  };
  expect(await failure(s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: twice })))).toMatchObject({
    code: "InvalidTag",
    message: "Cannot provide multiple Tags with the same key",
  });
  const OwnershipControls = { Rules: [{ ObjectOwnership: "ObjectWriter" as const }] };
  await s3.send(new PutBucketOwnershipControlsCommand({ Bucket, OwnershipControls }));
  expect((await s3.send(new GetBucketOwnershipControlsCommand({ Bucket }))).OwnershipControls).toEqual(
    OwnershipControls,
  );
  const rule = {
    ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms" as const, KMSMasterKeyID: "alias/a" },
    BucketKeyEnabled: true,
  };
  await s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules: [rule] } }));
  expect((await s3.send(new GetBucketEncryptionCommand({ Bucket }))).ServerSideEncryptionConfiguration?.Rules).toEqual([
    rule,
  ]);
  expect(await put(s3, "k", "1")).toMatchObject({ ServerSideEncryption: "aws:kms", SSEKMSKeyId: "alias/a" });
  await s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: { BlockPublicAcls: true } }));
  const { PublicAccessBlockConfiguration: block } = await s3.send(new GetPublicAccessBlockCommand({ Bucket }));
  expect(block).toEqual({
    BlockPublicAcls: true,
    IgnorePublicAcls: false,
    BlockPublicPolicy: false,
    RestrictPublicBuckets: false,
  });
  await s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
  expect(await failure(s3.send(new GetPublicAccessBlockCommand({ Bucket })))).toMatchObject({
    code: "NoSuchPublicAccessBlockConfiguration",
    status: 404,
  });
});

test.each([
  ["NoSuchBucketPolicy", new GetBucketPolicyCommand({ Bucket })],
  ["NoSuchCORSConfiguration", new GetBucketCorsCommand({ Bucket })],
  ["NoSuchWebsiteConfiguration", new GetBucketWebsiteCommand({ Bucket })],
  ["NoSuchLifecycleConfiguration", new GetBucketLifecycleConfigurationCommand({ Bucket })],
  ["ReplicationConfigurationNotFoundError", new GetBucketReplicationCommand({ Bucket })],
  ["ObjectLockConfigurationNotFoundError", new GetObjectLockConfigurationCommand({ Bucket })],
  ["NoSuchTagSet", new GetBucketTaggingCommand({ Bucket })],
])("what a bucket has not is %s", async (code, command) => {
  expect(await failure(s3.send(command as GetBucketCorsCommand))).toMatchObject({ code, status: 404 });
});

test("what a bucket has not, and what AWS has no error for, is empty", async () => {
  expect((await s3.send(new GetBucketLoggingCommand({ Bucket }))).LoggingEnabled).toBeUndefined();
  expect((await s3.send(new GetBucketAccelerateConfigurationCommand({ Bucket }))).Status).toBeUndefined();
  expect((await s3.send(new GetBucketRequestPaymentCommand({ Bucket }))).Payer).toBe("BucketOwner");
  expect((await s3.send(new GetBucketAclCommand({ Bucket }))).Grants).toMatchObject([{ Permission: "FULL_CONTROL" }]);
});

test("what it cannot do it does not pretend to do", async () => {
  const ReplicationConfiguration = { Role: "arn:aws:iam::000000000000:role/r", Rules: [] };
  expect(await failure(s3.send(new PutBucketReplicationCommand({ Bucket, ReplicationConfiguration })))).toMatchObject({
    code: "NotImplemented",
    status: 501,
  });
});

test("only an empty bucket is deleted", async () => {
  await put(s3, "k", "1");
  expect(await failure(s3.send(new DeleteBucketCommand({ Bucket })))).toEqual({
    code: "BucketNotEmpty",
    status: 409,
    message: "The bucket you tried to delete is not empty",
  });
});

describe("a bucket's policy", () => {
  const statement = (changes: object) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: ["arn:aws:s3:::orders", "arn:aws:s3:::orders/*"],
          ...changes,
        },
      ],
    });
  const set = (Policy: string) => s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));

  test("that demands TLS lets the local endpoint pass, which stands for AWS's", async () => {
    const Policy = statement({ Condition: { Bool: { "aws:SecureTransport": "false" } } });
    await set(Policy);
    await put(s3, "k", "1");
    expect(await read(s3, "k")).toBe("1");
    expect((await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy).toBe(Policy);
    expect((await s3.send(new GetBucketPolicyStatusCommand({ Bucket }))).PolicyStatus).toEqual({ IsPublic: false });
  });

  test("denies the root of the account too, which can still take it away", async () => {
    await put(s3, "k", "1");
    await set(statement({}));
    expect(await failure(read(s3, "k"))).toEqual({
      code: "AccessDenied",
      status: 403,
      message:
        'User: arn:aws:iam::000000000000:root is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::orders/k" with an explicit deny in a resource-based policy',
    });
    await s3.send(new DeleteBucketPolicyCommand({ Bucket }));
    expect(await read(s3, "k")).toBe("1");
  });

  test("that lets everybody in is refused while the public access block forbids it", async () => {
    const open = statement({ Effect: "Allow", Action: "s3:GetObject" });
    expect(await failure(set(open))).toMatchObject({ code: "AccessDenied", status: 403 });
    await s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
    await set(open);
    expect((await s3.send(new GetBucketPolicyStatusCommand({ Bucket }))).PolicyStatus).toEqual({ IsPublic: true });
  });

  test.each([
    ["[]", "Policies must be valid JSON and the first byte must be '{'"],
    ['{"Version":"2012-10-17"}', "Missing required field Statement"],
    [statement({ Principal: undefined }), "Missing required field Principal"],
    [statement({ Resource: "arn:aws:s3:::other/*" }), "Policy has invalid resource"],
    [statement({ Action: "kinesis:PutRecord" }), "Policy has invalid action"],
  ])("%s is malformed", async (Policy, message) => {
    expect(await failure(set(Policy))).toEqual({ code: "MalformedPolicy", status: 400, message });
  });
});
