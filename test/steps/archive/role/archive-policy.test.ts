import { expect, test } from "vitest";
import { evaluate, parsePolicy } from "../../../../src/local/policy/policy.ts";
import { archivePolicy, archiveTrust } from "../../../../src/steps/archive/role/archive-policy.ts";

const identity = { accountId: "111122223333", partition: "aws" };
const config = {
  archive: { bucket: "kept", prefix: "raw" },
  name: "orders",
  region: "eu-west-1",
  streamName: "orders",
};
const kms = "arn:aws:kms:eu-west-1:111122223333:key";
const plain = archivePolicy({ config, identity, streamKey: undefined, bucketKey: undefined, old: "" });
const keyed = archivePolicy({
  config,
  identity,
  streamKey: { arn: `${kms}/s` },
  bucketKey: `${kms}/b`,
  old: "",
});

const stream = "arn:aws:kinesis:eu-west-1:111122223333:stream/orders";
const bucket = "arn:aws:s3:::kept";
const errors = "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/kinesisfirehose/kinesis-proxy/orders";
const viaS3 = { "kms:ViaService": "s3.eu-west-1.amazonaws.com", "kms:EncryptionContext:aws:s3:arn": bucket };
const objectViaS3 = { ...viaS3, "kms:EncryptionContext:aws:s3:arn": `${bucket}/raw/orders/x` };
const otherBucket = { ...viaS3, "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::other" };

const may = (policy: object, action: string, resource: string, context = {}): boolean =>
  evaluate(parsePolicy(JSON.stringify(policy)), { action, resource, context }) === "allowed";

test.each<[action: string, resource: string, allowed: boolean]>([
  ["kinesis:DescribeStream", stream, true],
  ["kinesis:GetShardIterator", stream, true],
  ["kinesis:GetRecords", stream, true],
  ["kinesis:ListShards", stream, true],
  ["kinesis:PutRecord", stream, false],
  ["kinesis:DeleteStream", stream, false],
  ["kinesis:GetRecords", `${stream}2`, false],
  ["s3:GetBucketLocation", bucket, true],
  ["s3:ListBucket", bucket, true],
  ["s3:ListBucketMultipartUploads", bucket, true],
  ["s3:DeleteBucket", bucket, false],
  ["s3:PutBucketPolicy", bucket, false],
  ["s3:ListBucket", `${bucket}2`, false],
  ["s3:PutObject", `${bucket}/raw/orders/year=2026/x.gz`, true],
  ["s3:PutObject", `${bucket}/raw/orders-errors/processing-failed/x`, true],
  ["s3:GetObject", `${bucket}/raw/orders/x`, true],
  ["s3:AbortMultipartUpload", `${bucket}/raw/orders/x`, true],
  ["s3:DeleteObject", `${bucket}/raw/orders/x`, false],
  ["s3:PutObjectAcl", `${bucket}/raw/orders/x`, false],
  ["s3:PutObject", `${bucket}/raw/other/x`, false],
  ["s3:PutObject", `${bucket}/x`, false],
  ["s3:GetObject", "arn:aws:s3:::other/raw/orders/x", false],
  ["logs:PutLogEvents", `${errors}:log-stream:S3Delivery`, true],
  ["logs:PutLogEvents", `${errors}:log-stream:other`, false],
  ["logs:PutLogEvents", `${errors}2:log-stream:S3Delivery`, false],
  ["logs:CreateLogStream", `${errors}:log-stream:S3Delivery`, false],
  ["kms:Decrypt", `${kms}/s`, false],
  ["kms:GenerateDataKey", `${kms}/b`, false],
  ["iam:PassRole", "arn:aws:iam::111122223333:role/admin", false],
])("%s on %s: %s", (action, resource, allowed) => {
  expect(may(plain, action, resource)).toBe(allowed);
});

test.each<[what: string, action: string, key: string, context: object, allowed: boolean]>([
  ["the stream's key", "kms:Decrypt", "s", {}, true],
  ["the stream's key", "kms:GenerateDataKey", "s", {}, false],
  ["the bucket's key by S3", "kms:GenerateDataKey", "b", viaS3, true],
  ["the bucket's key by S3, for an object", "kms:GenerateDataKey", "b", objectViaS3, true],
  ["the bucket's key by S3", "kms:Decrypt", "b", viaS3, true],
  ["the bucket's key by itself", "kms:GenerateDataKey", "b", {}, false],
  ["the bucket's key for another bucket", "kms:GenerateDataKey", "b", otherBucket, false],
  ["another key", "kms:Decrypt", "x", viaS3, false],
])("with keys of the customer's, %s: %s: %s", (_, action, key, context, allowed) => {
  expect(may(keyed, action, `${kms}/${key}`, context)).toBe(allowed);
});

test("who may not look at the keys leaves what the policy says of them", () => {
  const blind = { config, identity, streamKey: "unknown", bucketKey: "unknown" } as const;
  expect(archivePolicy({ ...blind, old: JSON.stringify(keyed) })).toEqual(keyed);
  expect(archivePolicy({ ...blind, old: "" })).toEqual(plain);
});

test("an alias of the stream's key is a condition", () => {
  const policy = archivePolicy({
    config,
    identity,
    streamKey: { arn: `${kms}/*`, alias: "alias/k" },
    bucketKey: undefined,
    old: "",
  });
  expect(may(policy, "kms:Decrypt", `${kms}/s`, { "kms:ResourceAliases": ["alias/k"] })).toBe(true);
  expect(may(policy, "kms:Decrypt", `${kms}/s`, { "kms:ResourceAliases": ["alias/other"] })).toBe(false);
});

test.each([
  ["firehose.amazonaws.com", "111122223333", "allowed"],
  ["firehose.amazonaws.com", "999999999999", "none"],
  ["lambda.amazonaws.com", "111122223333", "none"],
])("%s for account %s: %s", (service, accountId, verdict) => {
  const request = {
    action: "sts:AssumeRole",
    resource: "*",
    principal: { type: "Service", names: [service] },
    context: { "sts:ExternalId": accountId },
  } as const;
  expect(evaluate(parsePolicy(JSON.stringify(archiveTrust(identity))), request)).toBe(verdict);
});
