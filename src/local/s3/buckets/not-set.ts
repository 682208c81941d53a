import { allowed } from "../call.ts";
import type { Call, S3Operation } from "../call.ts";
import { s3Fault } from "../faults.ts";
import { ownersGrant } from "../owner.ts";
import type { XmlMembers } from "../xml/write-xml.ts";

/** What AWS answers for a bucket that has none of it: such settings cannot be made here. */
type Absent =
  | { readonly root: string; readonly members?: (call: Call) => XmlMembers }
  | { readonly code: string; readonly message: string };

function getter(name: string, about: string, action: string, absent: Absent): S3Operation {
  return {
    name,
    method: "GET",
    on: "bucket",
    about,
    run(call) {
      allowed(call, action);
      if ("root" in absent) return { xml: [absent.root, absent.members?.(call) ?? {}] };
      throw s3Fault(absent.code, absent.message, 404, { BucketName: call.bucketName });
    },
  };
}

/** The settings that a bucket of this S3 never has, as AWS answers for one that has none: what Terraform and others read. */
export const notSet: readonly S3Operation[] = [
  getter("GetBucketAcl", "acl", "s3:GetBucketAcl", {
    root: "AccessControlPolicy",
    members: ({ scope }) => ownersGrant(scope.account),
  }),
  getter("GetBucketReplication", "replication", "s3:GetReplicationConfiguration", {
    code: "ReplicationConfigurationNotFoundError",
    message: "The replication configuration was not found",
  }),
  getter("GetObjectLockConfiguration", "object-lock", "s3:GetBucketObjectLockConfiguration", {
    code: "ObjectLockConfigurationNotFoundError",
    message: "Object Lock configuration does not exist for this bucket",
  }),
];
