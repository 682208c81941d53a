import type { Call } from "../call.ts";
import { arnOf } from "../call.ts";
import { s3Fault } from "../faults.ts";
import type { Bucket } from "../store/bucket.ts";
import { isPublic } from "./grants.ts";
import type { Grant } from "./grants.ts";

/** Throws for grants that the bucket does not let anybody set: AccessControlListNotSupported where its owner owns all, AccessDenied
 * where public grants are blocked. */
export function checkAcl(
  { scope, ...call }: Call,
  { settings }: Bucket,
  action: string,
  grants: readonly Grant[],
): void {
  if (settings.ownership === "BucketOwnerEnforced")
    throw s3Fault("AccessControlListNotSupported", "The bucket does not allow ACLs");
  if (settings.publicAccessBlock?.BlockPublicAcls !== true || !isPublic(grants)) return;
  const asked = `${action} on resource: "${arnOf({ scope, ...call })}"`;
  const why =
    "because public access control lists (ACLs) are prevented by the BlockPublicAcls setting in S3 Block Public Access.";
  throw s3Fault("AccessDenied", `User: ${scope.caller.arn} is not authorized to perform: ${asked} ${why}`, 403);
}
