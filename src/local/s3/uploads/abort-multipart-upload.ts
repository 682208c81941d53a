import type { S3Operation } from "../call.ts";
import { foundUpload } from "./found-upload.ts";

/** AbortMultipartUpload. */
export const abortMultipartUpload: S3Operation = {
  name: "AbortMultipartUpload",
  method: "DELETE",
  on: "object",
  about: "uploadId",
  async run(call) {
    const { bucket, upload } = foundUpload(call, "s3:AbortMultipartUpload");
    bucket.uploads.delete(upload.id);
    await bucket.turn.run(async () => {
      for (const { body } of upload.parts.values()) await body.drop();
    });
    return { status: 204 };
  },
};
