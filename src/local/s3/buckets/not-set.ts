import { allowed } from "../call.ts";
import type { S3Operation } from "../call.ts";
import { s3Fault } from "../faults.ts";

function getter(name: string, about: string, action: string, code: string, message: string): S3Operation {
  return {
    name,
    method: "GET",
    on: "bucket",
    about,
    run(call) {
      allowed(call, action);
      throw s3Fault(code, message, 404, { BucketName: call.bucketName });
    },
  };
}

/** The settings that a bucket of this S3 never has, as AWS answers for one that has none: what Terraform and others read. */
export const notSet: readonly S3Operation[] = [
  getter(
    "GetBucketReplication",
    "replication",
    "s3:GetReplicationConfiguration",
    "ReplicationConfigurationNotFoundError",
    "The replication configuration was not found",
  ),
];
