import { noSuchBucket } from "../faults.ts";
import type { Call } from "../call.ts";
import type { Bucket } from "../store/bucket.ts";
import type { ObjectVersion } from "../store/object-version.ts";
import { disturbUploads } from "../store/upload.ts";
import { nextVersionId, withVersion } from "./add-version.ts";
import { checkWritable } from "./conditions.ts";

/** Makes `made` the newest version of the call's key, if the caller's conditions hold; its body is let go when they do not. */
export async function writeObject(
  call: Call,
  bucket: Bucket,
  made: Omit<ObjectVersion, "key" | "versionId" | "lastModified">,
): Promise<ObjectVersion> {
  try {
    const { added } = await call.store.update(bucket, call.key, (versions) => {
      if (bucket.gone) throw noSuchBucket(bucket.name);
      checkWritable(call, versions[0]);
      const lastModified = call.scope.account.clock.now();
      const added = { ...made, key: call.key, versionId: nextVersionId(bucket, lastModified), lastModified };
      disturbUploads(bucket, call.key);
      return { added, versions: withVersion(versions, added) };
    });
    return added;
  } catch (error) {
    await made.body?.drop();
    throw error;
  }
}
