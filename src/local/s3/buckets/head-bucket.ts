import { allowed, arnOf, demand, foundBucket } from "../call.ts";
import type { S3Operation } from "../call.ts";
import { noSuchBucket } from "../faults.ts";

/** HeadBucket: is it there, and where? */
export const headBucket: S3Operation = {
  name: "HeadBucket",
  method: "HEAD",
  on: "bucket",
  run(call) {
    const bucket = allowed(call, "s3:ListBucket");
    return {
      headers: {
        "Content-Type": "application/xml",
        "x-amz-bucket-region": bucket.settings.region,
        "x-amz-bucket-arn": arnOf(call),
        "x-amz-access-point-alias": "false",
      },
    };
  },
};

/** GetBucketLocation: answered in every region, empty for us-east-1. */
export const getBucketLocation: S3Operation = {
  name: "GetBucketLocation",
  method: "GET",
  on: "bucket",
  about: "location",
  run(call) {
    const known = call.store.buckets.get(call.bucketName);
    if (known === undefined) throw noSuchBucket(call.bucketName);
    const { region, location = region } = known.settings;
    const bucket = foundBucket({ ...call, scope: { ...call.scope, region } });
    demand(call, bucket, "s3:GetBucketLocation", arnOf(call));
    return { xml: ["LocationConstraint", location === "us-east-1" ? "" : location] };
  },
};
