import { randomBytes } from "node:crypto";
import { NULL_VERSION } from "../store/object-version.ts";
import type { ObjectVersion } from "../store/object-version.ts";
import type { Bucket } from "../store/bucket.ts";

/** The id of the next version in the bucket. */
export function nextVersionId({ settings }: Bucket): string {
  return settings.versioning === "Enabled" ? randomBytes(24).toString("base64url").replace(/[-_]/g, "0") : NULL_VERSION;
}

/** The versions once `added` is the newest. Versions of an unversioned bucket, or of one where that is suspended, replace each
 * other. */
export function withVersion(versions: readonly ObjectVersion[], added: ObjectVersion): readonly ObjectVersion[] {
  return [added, ...versions.filter(({ versionId }) => versionId !== NULL_VERSION || added.versionId !== NULL_VERSION)];
}

/** `x-amz-version-id`, for buckets that have or had versioning. */
export function versionHeader({ settings }: Bucket, { versionId }: ObjectVersion): string | undefined {
  return settings.versioning === undefined ? undefined : versionId;
}
