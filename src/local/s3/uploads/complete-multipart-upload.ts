import { createHash } from "node:crypto";
import type { Call, S3Operation } from "../call.ts";
import { s3Fault } from "../faults.ts";
import { checkWritable } from "../objects/conditions.ts";
import { expirationHeader } from "../objects/expiration.ts";
import { encryptionHeaders } from "../objects/version-headers.ts";
import { toldVersion } from "../objects/add-version.ts";
import { writeObject } from "../objects/write-object.ts";
import { isAlgorithm, runningSum } from "../payload/checksum.ts";
import type { Checksum } from "../payload/checksum.ts";
import { received } from "../payload/payload.ts";
import type { Body } from "../store/object-version.ts";
import type { Part, Upload } from "../store/upload.ts";
import { readXml } from "../xml/read-xml.ts";
import { foundUpload } from "./found-upload.ts";
import { noParts, partsAsked } from "./parts-asked.ts";

/** CompleteMultipartUpload: the parts become the object. */
export const completeMultipartUpload: S3Operation = {
  name: "CompleteMultipartUpload",
  method: "POST",
  on: "object",
  about: "uploadId",
  async run(call) {
    const { bucket, upload } = foundUpload(call, "s3:PutObject");
    // The sums that it carries are the object's, not those of this document.
    checkMode(call, upload);
    const document = await received(asDocument(call));
    if (document.length === 0) throw noParts();
    const parts = partsAsked(upload, readXml(document, "CompleteMultipartUpload"));
    checkSize(call, parts);
    checkWritable(call, bucket.objects.get(call.key)[0], upload);
    const { body, checksum } = await join(call, upload, parts);
    try {
      checkObjectSum(call, upload, checksum);
      foundUpload(call, "s3:PutObject");
    } catch (error) {
      await body.drop();
      throw error;
    }
    bucket.uploads.delete(upload.id);
    const etag = `${joinedMd5(parts)}-${parts.length}`;
    const partSizes = parts.map((part) => part.body.size);
    // Only these are told of single parts later.
    const partSums = checksum.type === "COMPOSITE" ? parts.map((part) => part.checksum.value) : undefined;
    const made = { ...upload.about, body, etag, checksum, partSizes, ...(partSums === undefined ? {} : { partSums }) };
    const version = await writeObject(call, bucket, made);
    for (const part of upload.parts.values()) await part.body.drop();
    return {
      headers: {
        ...encryptionHeaders(version),
        "x-amz-version-id": toldVersion(bucket, version),
        "x-amz-expiration": expirationHeader(bucket, version),
      },
      xml: [
        "CompleteMultipartUploadResult",
        {
          Location: `http://${call.headers["host"] ?? "s3.amazonaws.com"}/${call.bucketName}/${encodeURIComponent(call.key)}`,
          Bucket: call.bucketName,
          Key: call.key,
          ETag: `"${etag}"`,
          [`Checksum${checksum.algorithm}`]: checksum.value,
          ChecksumType: checksum.type,
        },
      ],
    };
  },
};

function asDocument(call: Call): Call {
  const headers = Object.entries(call.headers).filter(([name]) => !name.startsWith("x-amz-checksum-"));
  return { ...call, headers: Object.fromEntries(headers) };
}

/** One body of all parts, and its checksum. */
async function join(call: Call, upload: Upload, parts: readonly Part[]): Promise<{ body: Body; checksum: Checksum }> {
  const algorithm = upload.algorithm ?? "CRC64NVME";
  const sum = runningSum(algorithm);
  async function* joined(): AsyncGenerator<Buffer> {
    for (const { body } of parts)
      for await (const piece of await body.read(0, body.size)) {
        if (upload.type === "FULL_OBJECT") sum.update(piece);
        yield piece;
      }
  }
  const body = await call.store.storage.receive(call.bucketName, joined());
  const { type } = upload;
  if (type === "FULL_OBJECT") return { body, checksum: { algorithm, value: sum.digest().toString("base64"), type } };
  for (const { checksum } of parts) sum.update(Buffer.from(checksum.value, "base64"));
  return { body, checksum: { algorithm, value: `${sum.digest().toString("base64")}-${parts.length}`, type } };
}

function joinedMd5(parts: readonly Part[]): string {
  const md5 = createHash("md5");
  for (const { etag } of parts) md5.update(Buffer.from(etag, "hex"));
  return md5.digest("hex");
}

function checkMode({ headers }: Call, { algorithm, type }: Upload): void {
  const [asked, mode] = [headers["x-amz-checksum-type"], algorithm === undefined ? "null" : type];
  if (asked === undefined || asked === mode) return;
  const message = `The upload was created using the ${mode} checksum mode. The complete request must use the same checksum mode.`;
  throw s3Fault("InvalidRequest", message);
}

function checkSize({ headers }: Call, parts: readonly Part[]): void {
  const given = headers["x-amz-mp-object-size"];
  const size = parts.reduce((sum, { body }) => sum + body.size, 0);
  if (given === undefined || Number(given) === size) return;
  const message = `The provided 'x-amz-mp-object-size' header value ${given} does not match what was computed: ${size}`;
  throw s3Fault("InvalidRequest", message);
}

/** The sum of a whole object is taken only next to its type, and only of the upload's algorithm. */
function checkObjectSum({ headers }: Call, upload: Upload, { algorithm, value, type }: Checksum): void {
  const name = `x-amz-checksum-${algorithm.toLowerCase()}`;
  const sums = Object.keys(headers).filter((one) => isAlgorithm(one.replace("x-amz-checksum-", "").toUpperCase()));
  const given = headers[name];
  const fits = given === value || (type === "COMPOSITE" && given !== undefined && value.startsWith(`${given}-`));
  const typed = upload.algorithm === undefined || type === "COMPOSITE" || headers["x-amz-checksum-type"] === type;
  const odd = upload.algorithm !== undefined && type === "FULL_OBJECT" && sums.some((one) => one !== name);
  if (!odd && (given === undefined || (fits && typed))) return;
  throw s3Fault("BadDigest", `The ${algorithm.toLowerCase()} you specified did not match the calculated checksum.`);
}
