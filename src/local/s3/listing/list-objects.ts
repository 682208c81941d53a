import { allowed } from "../call.ts";
import type { S3Operation } from "../call.ts";
import { invalidArgument, s3Fault } from "../faults.ts";
import { owner } from "../owner.ts";
import type { ObjectVersion } from "../store/object-version.ts";
import type { XmlMembers } from "../xml/write-xml.ts";
import { keyPage } from "./key-page.ts";
import { encoderOf, listConditions, mostOf } from "./list-parameters.ts";

/** ListObjectsV2. */
export const listObjectsV2: S3Operation = {
  name: "ListObjectsV2",
  method: "GET",
  on: "bucket",
  about: "list-type",
  run(call) {
    const { objects: index, name, settings } = allowed(call, "s3:ListBucket", listConditions(call));
    const { prefix = "", delimiter = "", "continuation-token": token, "start-after": start = "" } = call.query;
    const [most, encode] = [mostOf(call, "max-keys"), encoderOf(call)];
    const after = token === undefined ? start : readToken(token);
    const asked = { prefix, delimiter, after, rolledUp: token !== undefined, most };
    const { objects, prefixes, next } = most === 0 ? nothing : keyPage(index, asked);
    const owned = call.query["fetch-owner"] === "true" ? { Owner: owner(call.scope.account) } : {};
    return {
      headers: { "x-amz-bucket-region": settings.region },
      xml: [
        "ListBucketResult",
        {
          Name: name,
          Prefix: encode(prefix),
          Delimiter: delimiter === "" ? undefined : encode(delimiter),
          MaxKeys: most,
          KeyCount: objects.length + prefixes.length,
          IsTruncated: next !== undefined,
          ContinuationToken: token,
          NextContinuationToken: next === undefined ? undefined : writeToken(next),
          StartAfter: start === "" || token !== undefined ? undefined : encode(start),
          EncodingType: call.query["encoding-type"],
          Contents: objects.map((one) => ({ ...contents(one, encode), ...owned })),
          CommonPrefixes: prefixes.map((one) => ({ Prefix: encode(one) })),
        },
      ],
    };
  },
};

/** ListObjects, the first version. */
export const listObjects: S3Operation = {
  name: "ListObjects",
  method: "GET",
  on: "bucket",
  run(call) {
    const { objects: index, name, settings } = allowed(call, "s3:ListBucket", listConditions(call));
    const { prefix = "", delimiter = "", marker = "" } = call.query;
    const [most, encode] = [mostOf(call, "max-keys"), encoderOf(call)];
    const { objects, prefixes, next } =
      most === 0 ? nothing : keyPage(index, { prefix, delimiter, after: marker, rolledUp: true, most });
    const owned = { Owner: owner(call.scope.account) };
    return {
      headers: { "x-amz-bucket-region": settings.region },
      xml: [
        "ListBucketResult",
        {
          Name: name,
          Prefix: encode(prefix),
          Marker: encode(marker),
          // Without a delimiter the last key is the marker.
          NextMarker: next === undefined || delimiter === "" ? undefined : encode(next),
          Delimiter: delimiter === "" ? undefined : encode(delimiter),
          MaxKeys: most,
          IsTruncated: next !== undefined,
          EncodingType: call.query["encoding-type"],
          Contents: objects.map((one) => ({ ...contents(one, encode), ...owned })),
          CommonPrefixes: prefixes.map((one) => ({ Prefix: encode(one) })),
        },
      ],
    };
  },
};

const nothing = { objects: [], prefixes: [], next: undefined } as const;

function contents(version: ObjectVersion, encode: (text: string) => string): XmlMembers {
  return { Key: encode(version.key), ...listed(version) };
}

/** What lists say of a version that has a body. */
export function listed({ lastModified, etag, checksum, body, headers }: ObjectVersion): XmlMembers {
  return {
    LastModified: new Date(Math.floor(lastModified / 1000) * 1000),
    ETag: `"${etag}"`,
    ChecksumAlgorithm: checksum?.algorithm,
    ChecksumType: checksum?.type,
    Size: body?.size,
    StorageClass: headers["x-amz-storage-class"] ?? "STANDARD",
  };
}

const tokenStart = "1";

function writeToken(last: string): string {
  return tokenStart + Buffer.from(last).toString("base64url");
}

function readToken(token: string): string {
  const last = Buffer.from(token.slice(1), "base64url").toString();
  if (writeToken(last) === token) return last;
  const message = "The continuation token provided is incorrect";
  if (token === "") throw s3Fault("InvalidArgument", message, 400, { ArgumentName: "continuation-token" });
  throw invalidArgument(message, "continuation-token", token);
}
