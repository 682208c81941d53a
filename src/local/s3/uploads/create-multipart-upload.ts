import { randomBytes } from "node:crypto";
import { allowed, arnOf, demand } from "../call.ts";
import type { Call, S3Operation } from "../call.ts";
import { s3Fault } from "../faults.ts";
import { aboutOf } from "../objects/about-object.ts";
import { encryptionHeaders } from "../objects/version-headers.ts";
import { isAlgorithm } from "../payload/checksum.ts";
import type { Algorithm } from "../payload/checksum.ts";
import type { Upload } from "../store/upload.ts";

/** CreateMultipartUpload. */
export const createMultipartUpload: S3Operation = {
  name: "CreateMultipartUpload",
  method: "POST",
  on: "object",
  about: "uploads",
  run(call) {
    const bucket = allowed(call, "s3:PutObject");
    const about = aboutOf(call, bucket);
    if (about.tags.length > 0) demand(call, bucket, "s3:PutObjectTagging", arnOf(call));
    const { algorithm, type } = checksumAsked(call);
    const id = randomBytes(48).toString("base64url");
    const begun = { id, key: call.key, started: call.now, about, algorithm, type };
    bucket.uploads.set(id, { ...begun, parts: new Map(), disturbed: false });
    return {
      headers: {
        ...encryptionHeaders(about),
        "x-amz-checksum-algorithm": algorithm,
        "x-amz-checksum-type": algorithm === undefined ? undefined : type,
      },
      xml: ["InitiateMultipartUploadResult", { Bucket: call.bucketName, Key: call.key, UploadId: id }],
    };
  },
};

/** The sums of SHA come of the parts' sums only, CRC64NVME of the whole only; the others by default of the parts'. */
function checksumAsked({ headers }: Call): Pick<Upload, "algorithm" | "type"> {
  const name = headers["x-amz-checksum-algorithm"]?.toUpperCase();
  const asked = headers["x-amz-checksum-type"]?.toUpperCase();
  if (name === undefined) {
    if (asked === undefined) return { algorithm: undefined, type: "FULL_OBJECT" };
    const message = "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.";
    throw s3Fault("InvalidRequest", message);
  }
  if (!isAlgorithm(name)) {
    const message =
      "Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]";
    throw s3Fault("InvalidRequest", message);
  }
  const type = asked ?? (name === "CRC64NVME" ? "FULL_OBJECT" : "COMPOSITE");
  const possible: readonly string[] = typesOf(name);
  if (type === "FULL_OBJECT" || type === "COMPOSITE") if (possible.includes(type)) return { algorithm: name, type };
  throw s3Fault(
    "InvalidRequest",
    `The ${type} checksum type cannot be used with the ${name.toLowerCase()} checksum algorithm.`,
  );
}

function typesOf(algorithm: Algorithm): readonly Upload["type"][] {
  if (algorithm === "CRC64NVME") return ["FULL_OBJECT"];
  return algorithm.startsWith("SHA") ? ["COMPOSITE"] : ["FULL_OBJECT", "COMPOSITE"];
}
