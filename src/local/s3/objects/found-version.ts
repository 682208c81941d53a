import { arnOf, demand, foundBucket } from "../call.ts";
import type { Call } from "../call.ts";
import { invalidVersionId, noSuchKey, noSuchVersion, s3Fault } from "../faults.ts";
import type { Bucket } from "../store/bucket.ts";
import { NULL_VERSION } from "../store/object-version.ts";
import type { Body, ObjectVersion } from "../store/object-version.ts";
import { timeOf } from "./version-id.ts";

/** A version that has a body, and its bucket. */
export interface Found {
  readonly bucket: Bucket;
  readonly version: ObjectVersion & { readonly body: Body };
}

/** The version that a call names by key and versionId, which the caller may do `action` on (`…Version` where an id is given).
 * Throws NoSuchKey, NoSuchVersion, InvalidArgument, MethodNotAllowed for a delete marker, AccessDenied. */
export function foundVersion(call: Call, action: string): Found {
  const bucket = foundBucket(call);
  const { versionId } = call.query;
  demand(call, bucket, versionId === undefined ? action : versioned(action), arnOf(call));
  const versions = bucket.objects.get(call.key);
  const version = versionId === undefined ? versions[0] : versions.find((one) => one.versionId === versionId);
  const { body } = version ?? {};
  if (version !== undefined && body !== undefined) return { bucket, version: { ...version, body } };
  if (version !== undefined) throw marked(call, version, action);
  // Whether a key is there is told only to who may list them.
  const bucketArn = arnOf({ ...call, key: "" });
  demand(call, bucket, "s3:ListBucket", bucketArn);
  // Of tags AWS tells the bucket as well, to who reads them.
  if (versionId === undefined)
    throw noSuchKey(action === "s3:GetObjectTagging" ? `${bucket.name}/${call.key}` : call.key);
  if (versionId !== NULL_VERSION && timeOf(versionId) === undefined) throw invalidVersionId(versionId);
  throw noSuchVersion(call.key, versionId);
}

/** `s3:GetObjectTagging` is `s3:GetObjectVersionTagging` for a version that is named. */
function versioned(action: string): string {
  return action.replace("Object", "ObjectVersion");
}

function marked({ query, key }: Call, { versionId, lastModified }: ObjectVersion, action: string): Error {
  const headers = { "x-amz-delete-marker": "true", "x-amz-version-id": versionId };
  if (query["versionId"] === undefined && !/Tagging$|^s3:Put/.test(action))
    return s3Fault("NoSuchKey", "The specified key does not exist.", 404, { Key: key }, headers);
  const method = /^s3:(Put|Delete)/.exec(action)?.[1] ?? "Get";
  const about = { Method: method.toUpperCase(), ResourceType: "DeleteMarker" };
  const more = { Allow: "DELETE", "Last-Modified": new Date(lastModified).toUTCString() };
  return s3Fault("MethodNotAllowed", "The specified method is not allowed against this resource.", 405, about, {
    ...headers,
    ...more,
  });
}
