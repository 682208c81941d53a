import { allowed } from "../call.ts";
import type { S3Operation } from "../call.ts";
import { invalidArgument } from "../faults.ts";
import { commonPrefix } from "../listing/key-page.ts";
import { encoderOf, mostOf } from "../listing/list-parameters.ts";
import { owner } from "../owner.ts";
import { compareKeys } from "../store/compare-keys.ts";
import type { Upload } from "../store/upload.ts";
import { foundUpload } from "./found-upload.ts";

/** ListMultipartUploads: by key, then by time. */
export const listMultipartUploads: S3Operation = {
  name: "ListMultipartUploads",
  method: "GET",
  on: "bucket",
  about: "uploads",
  run(call) {
    const bucket = allowed(call, "s3:ListBucketMultipartUploads");
    const { prefix = "", delimiter = "", "key-marker": keyMarker = "", "upload-id-marker": given = "" } = call.query;
    // Without a key it says nothing.
    const idMarker = keyMarker === "" ? "" : given;
    const marked = bucket.uploads.get(idMarker);
    if (marked !== undefined && marked.key !== keyMarker)
      throw invalidArgument("Invalid uploadId marker", "upload-id-marker", idMarker);
    const [most, encode] = [mostOf(call, "max-uploads"), encoderOf(call)];
    const all = [...bucket.uploads.values()]
      .filter(({ key }) => key.startsWith(prefix))
      .sort((one, other) => compareKeys(one.key, other.key) || one.started - other.started);
    const behind = all.slice(placeBehind(all, keyMarker, idMarker));
    const prefixes = new Set<string>();
    const uploads: Upload[] = [];
    let more = false;
    for (const upload of behind) {
      const common = commonPrefix(upload.key, prefix, delimiter);
      if (common !== undefined && (prefixes.has(common) || keyMarker.startsWith(common))) continue;
      if ((more = uploads.length + prefixes.size >= most)) break;
      if (common === undefined) uploads.push(upload);
      else prefixes.add(common);
    }
    // AWS names the last upload, be there more or not, and no common prefix.
    const last = uploads.at(-1);
    return {
      xml: [
        "ListMultipartUploadsResult",
        {
          Bucket: bucket.name,
          KeyMarker: encode(keyMarker),
          UploadIdMarker: idMarker,
          NextKeyMarker: last === undefined ? "" : encode(last.key),
          NextUploadIdMarker: last?.id ?? "",
          Delimiter: delimiter === "" ? undefined : encode(delimiter),
          Prefix: prefix === "" ? undefined : encode(prefix),
          MaxUploads: most,
          IsTruncated: more,
          EncodingType: call.query["encoding-type"],
          Upload: uploads.map((one) => ({
            Key: encode(one.key),
            UploadId: one.id,
            ...listedUpload(one),
            ...owners(call),
          })),
          CommonPrefixes: [...prefixes].map((one) => ({ Prefix: encode(one) })),
        },
      ],
    };
  },
};

function placeBehind(all: readonly Upload[], keyMarker: string, idMarker: string): number {
  const marked = all.findIndex(({ key, id }) => key === keyMarker && id === idMarker);
  if (marked >= 0) return marked + 1;
  const at = all.findIndex(({ key }) => compareKeys(key, keyMarker) > 0);
  return keyMarker === "" ? 0 : at < 0 ? all.length : at;
}

function listedUpload({ started, algorithm, type, about }: Upload) {
  return {
    Initiated: new Date(Math.floor(started / 1000) * 1000),
    StorageClass: about.headers["x-amz-storage-class"] ?? "STANDARD",
    ChecksumAlgorithm: algorithm,
    ChecksumType: algorithm === undefined ? undefined : type,
  };
}

function owners({ scope }: Parameters<S3Operation["run"]>[0]) {
  return { Owner: owner(scope.account), Initiator: owner(scope.account) };
}

/** ListParts: what has arrived, by number. */
export const listParts: S3Operation = {
  name: "ListParts",
  method: "GET",
  on: "object",
  about: "uploadId",
  run(call) {
    const { upload } = foundUpload(call, "s3:ListMultipartUploadParts");
    const after = Number(call.query["part-number-marker"] ?? 0);
    const most = mostOf(call, "max-parts");
    const behind = [...upload.parts.values()]
      .filter(({ number }) => number > after)
      .sort((a, b) => a.number - b.number);
    const page = behind.slice(0, most);
    const more = behind.length > page.length;
    const { StorageClass, ChecksumAlgorithm, ChecksumType } = listedUpload(upload);
    return {
      xml: [
        "ListPartsResult",
        {
          Bucket: call.bucketName,
          Key: encoderOf(call)(call.key),
          UploadId: upload.id,
          ...owners(call),
          PartNumberMarker: after,
          NextPartNumberMarker: page.at(-1)?.number ?? 0,
          MaxParts: most,
          IsTruncated: more,
          StorageClass,
          ChecksumAlgorithm,
          ChecksumType,
          Part: page.map(({ number, etag, body, lastModified, checksum }) => ({
            PartNumber: number,
            LastModified: new Date(Math.floor(lastModified / 1000) * 1000),
            ETag: `"${etag}"`,
            Size: body.size,
            ...(upload.algorithm === undefined ? {} : { [`Checksum${checksum.algorithm}`]: checksum.value }),
          })),
        },
      ],
    };
  },
};
