import { expect, test } from "vitest";
import { permission } from "../../../src/aws/explain/permission.ts";

test.each([
  ["apigateway:GetRestApis", "apigateway:GET"],
  ["kinesis:CreateStream", "kinesis:CreateStream"],
  ["firehose:CreateDeliveryStream", "firehose:CreateDeliveryStream"],
  ["s3:HeadBucket", "s3:ListBucket"],
  ["s3:GetBucketEncryption", "s3:GetEncryptionConfiguration"],
  ["s3:DeleteObjects", "s3:DeleteObjectVersion"],
  ["s3:PutBucketPolicy", "s3:PutBucketPolicy"],
  [undefined, undefined],
])("%s needs %s", (call, needed) => {
  expect(permission(call)).toBe(needed);
});
