import { arnOf, demand } from "../call.ts";
import type { Call } from "../call.ts";
import { invalidVersionId, noSuchBucket } from "../faults.ts";
import { checkDeletable } from "../lock/lock.ts";
import type { Bucket } from "../store/bucket.ts";
import type { ObjectVersion } from "../store/object-version.ts";
import { nextVersionId, withVersion } from "./add-version.ts";
import { NULL_VERSION } from "../store/object-version.ts";
import { disturbUploads } from "../store/upload.ts";
import { checkMatch } from "./conditions.ts";
import { timeOf } from "./version-id.ts";

/** What a deletion did. */
export interface Deleted {
  /** The version that was deleted, where one was named. */
  readonly versionId?: string;
  /** A delete marker was added, or was the version deleted. */
  readonly marker?: ObjectVersion;
}

/** Deletes the version named, or the object: in a versioned bucket a delete marker hides it. Throws AccessDenied. */
export async function deleteVersion(call: Call, bucket: Bucket, versionId: string | undefined): Promise<Deleted> {
  const { key, store } = call;
  demand(call, bucket, versionId === undefined ? "s3:DeleteObject" : "s3:DeleteObjectVersion", arnOf(call));
  const { deleted } = await store.update(bucket, key, (versions) => {
    if (bucket.gone) throw noSuchBucket(bucket.name);
    checkMatch(call, versions[0]);
    disturbUploads(bucket, key);
    return versionId === undefined ? hide(call, bucket, versions) : remove(call, bucket, versions, versionId);
  });
  return deleted;
}

function remove(call: Call, bucket: Bucket, versions: readonly ObjectVersion[], versionId: string) {
  const gone = versions.find((one) => one.versionId === versionId);
  if (gone === undefined) {
    if (versionId !== NULL_VERSION && timeOf(versionId) === undefined) throw invalidVersionId(versionId);
    return { versions, deleted: { versionId } };
  }
  checkDeletable(call, bucket, gone);
  const deleted: Deleted = { versionId, ...(gone.body === undefined ? { marker: gone } : {}) };
  return { versions: versions.filter((one) => one !== gone), deleted };
}

function hide({ key, scope }: Call, bucket: Bucket, versions: readonly ObjectVersion[]) {
  const none: Deleted = {};
  if (bucket.settings.versioning === undefined)
    return { versions: versions.length === 0 ? versions : [], deleted: none };
  const now = scope.account.clock.now();
  const marker: ObjectVersion = {
    key,
    versionId: nextVersionId(bucket, now),
    lastModified: now,
    etag: "",
    headers: {},
    tags: [],
  };
  const deleted: Deleted = { marker };
  return { versions: withVersion(versions, marker), deleted };
}
