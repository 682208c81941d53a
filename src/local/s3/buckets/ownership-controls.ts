import { allowed } from "../call.ts";
import type { S3Operation } from "../call.ts";
import { malformedXml, s3Fault } from "../faults.ts";
import { owner } from "../owner.ts";
import { received } from "../payload/payload.ts";
import { readXml } from "../xml/read-xml.ts";

const about = "ownershipControls";
const ownerships = ["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"];

/** Throws InvalidArgument for an ownership that S3 does not have. */
export function checkOwnership(ownership: string): void {
  if (ownerships.includes(ownership)) return;
  throw s3Fault("InvalidArgument", `Invalid x-amz-object-ownership header: ${ownership}`, 400, {
    ArgumentName: "x-amz-object-ownership",
  });
}

/** The owner of the bucket cannot own all while others are granted something. */
export function aclWithOwnership(): Error {
  const message = "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting";
  return s3Fault("InvalidBucketAclWithObjectOwnership", message);
}

/** PutBucketOwnershipControls. */
export const putOwnershipControls: S3Operation = {
  name: "PutBucketOwnershipControls",
  method: "PUT",
  on: "bucket",
  about,
  async run(call) {
    const bucket = allowed(call, "s3:PutBucketOwnershipControls");
    const [rule, more] = readXml(await received(call), "OwnershipControls").all("Rule");
    const ownership = rule?.textOf("ObjectOwnership") ?? "";
    if (more !== undefined || !ownerships.includes(ownership)) throw malformedXml();
    const { acl = [] } = bucket.settings;
    const own = owner(call.scope.account).ID;
    const others = acl.some(({ Grantee: grantee }) => !("ID" in grantee) || grantee.ID !== own);
    if (ownership === "BucketOwnerEnforced" && others) throw aclWithOwnership();
    await call.store.change(bucket, { ownership });
    return {};
  },
};

/** GetBucketOwnershipControls. */
export const getOwnershipControls: S3Operation = {
  name: "GetBucketOwnershipControls",
  method: "GET",
  on: "bucket",
  about,
  run(call) {
    const { ownership } = allowed(call, "s3:GetBucketOwnershipControls").settings;
    if (ownership === undefined) {
      const message = "The bucket ownership controls were not found";
      throw s3Fault("OwnershipControlsNotFoundError", message, 404, { BucketName: call.bucketName });
    }
    return { xml: ["OwnershipControls", { Rule: { ObjectOwnership: ownership } }] };
  },
};

/** DeleteBucketOwnershipControls. */
export const deleteOwnershipControls: S3Operation = {
  name: "DeleteBucketOwnershipControls",
  method: "DELETE",
  on: "bucket",
  about,
  async run(call) {
    await call.store.change(allowed(call, "s3:PutBucketOwnershipControls"), { ownership: undefined });
    return { status: 204 };
  },
};
