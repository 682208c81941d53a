import { grantsInHeaders } from "../acl/acl-asked.ts";
import { isPublic } from "../acl/grants.ts";
import type { Grant } from "../acl/grants.ts";
import { arnOf, demand } from "../call.ts";
import type { Call, S3Operation } from "../call.ts";
import { s3Fault } from "../faults.ts";
import { received } from "../payload/payload.ts";
import { newSettings } from "../store/bucket.ts";
import type { XmlElement } from "../xml/read-xml.ts";
import { readXml } from "../xml/read-xml.ts";
import { checkBucketName } from "./bucket-name.ts";
import { aclWithOwnership, checkOwnership } from "./ownership-controls.ts";
import { regions } from "./regions.ts";
import { newBucketTags, readTags } from "./tags.ts";

// Where buckets need no LocationConstraint, and may be made again.
const usualRegion = "us-east-1";

/** What a bucket is made with whose versions can be locked. */
const locked = { versioning: "Enabled", kept: { "object-lock": { ObjectLockEnabled: "Enabled" } } } as const;

/** CreateBucket. */
export const createBucket: S3Operation = {
  name: "CreateBucket",
  method: "PUT",
  on: "bucket",
  async run(call) {
    const { bucketName: name, store, scope, headers } = call;
    checkBucketName(name);
    const body = await received(call);
    const asked = body.length === 0 ? undefined : readXml(body, "CreateBucketConfiguration");
    const region = placeOf(asked, scope.region);
    const given = asked?.child("Tags") === undefined ? [] : readTags(asked.child("Tags"), newBucketTags);
    const tags = given.length === 0 ? undefined : given;
    demand(call, undefined, "s3:CreateBucket", arnOf(call));
    if (tags !== undefined) demand(call, undefined, "s3:TagResource", arnOf(call));
    const ownership = headers["x-amz-object-ownership"] ?? "BucketOwnerEnforced";
    checkOwnership(ownership);
    const acl = aclOf(call, ownership);
    const locks = headers["x-amz-bucket-object-lock-enabled"]?.toLowerCase() === "true";
    const isFree = store.buckets.has(name) || (await store.storage.isFree(name));
    const known = store.buckets.get(name);
    if (!isFree && known === undefined) {
      const message =
        "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.";
      throw s3Fault("BucketAlreadyExists", message, 409, { BucketName: name });
    }
    if (known === undefined) {
      await store.make(name, {
        ...newSettings(region, call.now),
        ownership,
        ...(asked?.textOf("LocationConstraint") === "EU" ? { location: "EU" } : {}),
        ...(tags === undefined ? {} : { tags }),
        ...(acl === undefined ? {} : { acl }),
        ...(locks ? locked : {}),
      });
    } else if (known.settings.region !== usualRegion || region !== usualRegion || tags !== undefined) {
      const message = "Your previous request to create the named bucket succeeded and you already own it.";
      throw s3Fault("BucketAlreadyOwnedByYou", message, 409, { BucketName: name });
    }
    const location = region === usualRegion ? `/${name}` : `http://${name}.s3.amazonaws.com/`;
    return { headers: { Location: location, "x-amz-bucket-arn": arnOf(call) } };
  },
};

/** The region of the new bucket. Throws InvalidLocationConstraint, IllegalLocationConstraintException. */
function placeOf(asked: XmlElement | undefined, region: string): string {
  const wanted = asked?.textOf("LocationConstraint") ?? "";
  if (wanted === "" && region === usualRegion) return region;
  // EU is the old name of eu-west-1.
  const place = wanted === "EU" ? "eu-west-1" : wanted;
  // The endpoint of us-east-1 makes buckets anywhere.
  if (region === usualRegion && (place === region || !regions.has(place))) {
    const message = "The specified location-constraint is not valid";
    throw s3Fault("InvalidLocationConstraint", message, 400, { LocationConstraint: wanted });
  }
  if (place === region || region === usualRegion) return place;
  throw s3Fault(
    "IllegalLocationConstraintException",
    `The ${wanted === "" ? "unspecified" : wanted} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  );
}

/** The grants that the bucket is made with. Ownership by the bucket's owner leaves no room for any, and public ones are blocked. */
function aclOf(call: Call, ownership: string): readonly Grant[] | undefined {
  const grants = grantsInHeaders(call);
  if (grants === undefined || call.headers["x-amz-acl"] === "private") return undefined;
  if (ownership === "BucketOwnerEnforced") throw aclWithOwnership();
  if (!isPublic(grants)) return grants;
  const message = "Bucket cannot have public ACLs set with BlockPublicAccess enabled";
  throw s3Fault("InvalidBucketAclWithBlockPublicAccessError", message);
}
