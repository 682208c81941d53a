import { NULL_VERSION } from "../store/object-version.ts";
import type { ObjectVersion } from "../store/object-version.ts";
import type { Bucket } from "../store/bucket.ts";
import { versionIdAt } from "./version-id.ts";

/** The id of a version that is added to the bucket now. */
export function nextVersionId({ settings }: Bucket, now: number): string {
  return settings.versioning === "Enabled" ? versionIdAt(now) : NULL_VERSION;
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

/** `x-amz-version-id` of what was just written, and of what was copied: where versioning is suspended, AWS tells no `null`. */
export function toldVersion({ settings }: Bucket, { versionId }: ObjectVersion): string | undefined {
  return settings.versioning === undefined || versionId === NULL_VERSION ? undefined : versionId;
}
