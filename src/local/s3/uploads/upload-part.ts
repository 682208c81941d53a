import { createHash } from "node:crypto";
import type { Call, Output, S3Operation } from "../call.ts";
import { invalidArgument, s3Fault } from "../faults.ts";
import { toldVersion } from "../objects/add-version.ts";
import { copyRange } from "./copy-range.ts";
import { copySource } from "../objects/copy-source.ts";
import { encryptionHeaders, etagFor } from "../objects/version-headers.ts";
import { runningSum } from "../payload/checksum.ts";
import { receive } from "../payload/payload.ts";
import type { Received } from "../payload/payload.ts";
import type { Part, Upload } from "../store/upload.ts";
import { foundUpload } from "./found-upload.ts";

const place = { method: "PUT", on: "object", about: "uploadId" } as const;
const mostParts = 10_000;

/** UploadPart: a number that was there already is replaced. */
export const uploadPart: S3Operation = {
  name: "UploadPart",
  ...place,
  async run(call) {
    const { upload } = foundUpload(call, "s3:PutObject");
    const part = await keepPart(call, await receive(call));
    return { headers: { ETag: `"${part.etag}"`, ...encryptionHeaders(upload.about), ...checksumHeader(part) } };
  },
};

/** UploadPartCopy: bytes of another object. */
export const uploadPartCopy: S3Operation = {
  name: "UploadPartCopy",
  ...place,
  copies: true,
  async run(call): Promise<Output> {
    const { upload } = foundUpload(call, "s3:PutObject");
    const { bucket, version } = copySource(call);
    const { body: from } = version;
    const asked = call.headers["x-amz-copy-source-range"];
    const { start, end } = asked === undefined ? { start: 0, end: from.size } : copyRange(asked, from.size);
    const algorithm = upload.algorithm ?? "CRC64NVME";
    const [md5, sum] = [createHash("md5"), runningSum(algorithm)];
    async function* copied(): AsyncGenerator<Buffer> {
      for await (const piece of await from.read(start, end)) {
        md5.update(piece);
        sum.update(piece);
        yield piece;
      }
    }
    const body = await call.store.storage.receive(call.bucketName, copied());
    const checksum = { algorithm, value: sum.digest().toString("base64"), type: "FULL_OBJECT" } as const;
    const part = await keepPart(call, { body, md5: md5.digest("hex"), checksum });
    return {
      headers: {
        ...encryptionHeaders(upload.about),
        "x-amz-copy-source-version-id": toldVersion(bucket, version),
      },
      xml: [
        "CopyPartResult",
        {
          LastModified: new Date(Math.floor(part.lastModified / 1000) * 1000),
          ETag: `"${part.etag}"`,
          ...(upload.algorithm === undefined ? {} : { [`Checksum${algorithm}`]: checksum.value }),
        },
      ],
    };
  },
};

/** Keeps the part, unless the upload ended meanwhile. */
async function keepPart(call: Call, { body, md5, checksum }: Received): Promise<Part> {
  try {
    const number = numberOf(call);
    const { bucket, upload } = foundUpload(call, "s3:PutObject");
    checkAlgorithm(upload, checksum.algorithm);
    const part: Part = {
      number,
      etag: etagFor(upload.about, md5),
      checksum,
      lastModified: call.scope.account.clock.now(),
      body,
    };
    return await bucket.turn.run(async () => {
      foundUpload(call, "s3:PutObject");
      await upload.parts.get(number)?.body.drop();
      upload.parts.set(number, part);
      return part;
    });
  } catch (error) {
    await body.drop();
    throw error;
  }
}

function numberOf({ query }: Call): number {
  const given = query["partNumber"] ?? "";
  if (/^\d{1,5}$/.test(given) && Number(given) >= 1 && Number(given) <= mostParts) return Number(given);
  throw invalidArgument("Part number must be an integer between 1 and 10000, inclusive", "partNumber", given);
}

function checkAlgorithm({ algorithm }: Upload, given: string): void {
  // What the client did not send a sum for has been given S3's own.
  if (algorithm === undefined || algorithm === given || given === "CRC64NVME") return;
  const message = `Checksum Type mismatch occurred, expected checksum Type: ${algorithm.toLowerCase()}, actual checksum Type: ${given.toLowerCase()}`;
  throw s3Fault("InvalidRequest", message);
}

/** The sum that a part is answered with. */
export function checksumHeader({ checksum }: Part): Readonly<Record<string, string>> {
  return { [`x-amz-checksum-${checksum.algorithm.toLowerCase()}`]: checksum.value };
}
