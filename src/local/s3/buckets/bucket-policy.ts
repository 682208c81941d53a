import { allowed } from "../call.ts";
import type { S3Operation } from "../call.ts";
import { s3Fault } from "../faults.ts";
import { received } from "../payload/payload.ts";
import { checkBucketPolicy, isPublic } from "./check-policy.ts";

/** PutBucketPolicy. */
export const putBucketPolicy: S3Operation = {
  name: "PutBucketPolicy",
  method: "PUT",
  on: "bucket",
  about: "policy",
  async run(call) {
    const bucket = allowed(call, "s3:PutBucketPolicy");
    const policy = (await received(call)).toString("utf8");
    const statements = checkBucketPolicy(policy, call.bucketName);
    if (bucket.settings.publicAccessBlock?.BlockPublicPolicy === true && isPublic(statements)) {
      const { caller, partition } = call.scope;
      const asked = `s3:PutBucketPolicy on resource: "arn:${partition}:s3:::${call.bucketName}"`;
      const why = "because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.";
      throw s3Fault("AccessDenied", `User: ${caller.arn} is not authorized to perform: ${asked} ${why}`, 403);
    }
    await call.store.change(bucket, { policy });
    return { status: 204 };
  },
};

/** GetBucketPolicy: the text as it was given. */
export const getBucketPolicy: S3Operation = {
  name: "GetBucketPolicy",
  method: "GET",
  on: "bucket",
  about: "policy",
  run(call) {
    const { policy } = allowed(call, "s3:GetBucketPolicy").settings;
    if (policy === undefined) throw noPolicy(call.bucketName);
    return { headers: { "Content-Type": "application/json" }, text: policy };
  },
};

/** DeleteBucketPolicy. */
export const deleteBucketPolicy: S3Operation = {
  name: "DeleteBucketPolicy",
  method: "DELETE",
  on: "bucket",
  about: "policy",
  async run(call) {
    await call.store.change(allowed(call, "s3:DeleteBucketPolicy"), { policy: undefined });
    return { status: 204 };
  },
};

/** GetBucketPolicyStatus: does the policy let everybody in? */
export const getBucketPolicyStatus: S3Operation = {
  name: "GetBucketPolicyStatus",
  method: "GET",
  on: "bucket",
  about: "policyStatus",
  run(call) {
    const { policy } = allowed(call, "s3:GetBucketPolicyStatus").settings;
    if (policy === undefined) throw noPolicy(call.bucketName);
    return { xml: ["PolicyStatus", { IsPublic: isPublic(checkBucketPolicy(policy, call.bucketName)) }] };
  },
};

function noPolicy(name: string): Error {
  return s3Fault("NoSuchBucketPolicy", "The bucket policy does not exist", 404, { BucketName: name });
}
