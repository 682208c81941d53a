import { allowed } from "../call.ts";
import type { S3Operation } from "../call.ts";
import { s3Fault } from "../faults.ts";

/** DeleteBucket: only an empty one. Uploads that are under way end with it. */
export const deleteBucket: S3Operation = {
  name: "DeleteBucket",
  method: "DELETE",
  on: "bucket",
  async run(call) {
    const bucket = allowed(call, "s3:DeleteBucket");
    const { store, bucketName: name } = call;
    await bucket.turn.run(async () => {
      if (bucket.objects.size > 0) {
        const all = bucket.settings.versioning === undefined ? "" : ". You must delete all versions in the bucket.";
        const message = `The bucket you tried to delete is not empty${all}`;
        throw s3Fault("BucketNotEmpty", message, 409, { BucketName: name });
      }
      bucket.gone = true;
      store.buckets.delete(name);
      await store.storage.removeBucket(name);
    });
    return { status: 204 };
  },
};
