import { arnOf, demand, foundBucket } from "../call.ts";
import type { Call } from "../call.ts";
import { s3Fault } from "../faults.ts";
import type { Bucket } from "../store/bucket.ts";
import type { Upload } from "../store/upload.ts";

/** The upload that a call names, which the caller may do `action` on. Throws NoSuchUpload, AccessDenied. */
export function foundUpload(call: Call, action: string): { readonly bucket: Bucket; readonly upload: Upload } {
  const bucket = foundBucket(call);
  demand(call, bucket, action, arnOf(call));
  const id = call.query["uploadId"] ?? "";
  const upload = bucket.uploads.get(id);
  if (upload !== undefined && upload.key === call.key) return { bucket, upload };
  const message =
    "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.";
  throw s3Fault("NoSuchUpload", message, 404, { UploadId: id });
}
