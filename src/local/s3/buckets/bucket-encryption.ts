import { allowed } from "../call.ts";
import type { S3Operation } from "../call.ts";
import { malformedXml, s3Fault } from "../faults.ts";
import { received } from "../payload/payload.ts";
import { usualEncryption } from "../store/bucket.ts";
import { readXml } from "../xml/read-xml.ts";

const about = "encryption";

/** PutBucketEncryption. */
export const putBucketEncryption: S3Operation = {
  name: "PutBucketEncryption",
  method: "PUT",
  on: "bucket",
  about,
  async run(call) {
    const bucket = allowed(call, "s3:PutEncryptionConfiguration");
    const [rule, more] = readXml(await received(call), "ServerSideEncryptionConfiguration").all("Rule");
    const usual = rule?.child("ApplyServerSideEncryptionByDefault");
    const algorithm = usual?.textOf("SSEAlgorithm") ?? "AES256";
    const keyId = usual?.textOf("KMSMasterKeyID");
    const isKnown = ["AES256", "aws:kms", "aws:kms:dsse"].includes(algorithm);
    if (rule === undefined || more !== undefined || !isKnown) throw malformedXml();
    if (algorithm === "AES256" && keyId !== undefined) {
      const message = "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse";
      throw s3Fault("InvalidArgument", message, 400, { ArgumentName: "ApplyServerSideEncryptionByDefault" });
    }
    const bucketKey = rule.textOf("BucketKeyEnabled")?.toLowerCase() === "true";
    await call.store.change(bucket, {
      encryption: { algorithm, bucketKey, isAsked: true, ...(keyId === undefined ? {} : { keyId }) },
    });
    return {};
  },
};

/** GetBucketEncryption: there is always one. */
export const getBucketEncryption: S3Operation = {
  name: "GetBucketEncryption",
  method: "GET",
  on: "bucket",
  about,
  run(call) {
    const { algorithm, keyId, bucketKey } = allowed(call, "s3:GetEncryptionConfiguration").settings.encryption;
    const usual = { SSEAlgorithm: algorithm, KMSMasterKeyID: keyId };
    const rule = { ApplyServerSideEncryptionByDefault: usual, BucketKeyEnabled: bucketKey };
    return { xml: ["ServerSideEncryptionConfiguration", { Rule: rule }] };
  },
};

/** DeleteBucketEncryption: back to what every bucket has. */
export const deleteBucketEncryption: S3Operation = {
  name: "DeleteBucketEncryption",
  method: "DELETE",
  on: "bucket",
  about,
  async run(call) {
    await call.store.change(allowed(call, "s3:PutEncryptionConfiguration"), { encryption: usualEncryption });
    return { status: 204 };
  },
};
