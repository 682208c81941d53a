import { randomBytes } from "node:crypto";
import type { Call } from "../call.ts";
import type { Bucket } from "../store/bucket.ts";
import type { ObjectVersion } from "../store/object-version.ts";
import { toldVersion, versionHeader } from "./add-version.ts";
import { expirationHeader } from "./expiration.ts";

type Headers = Readonly<Record<string, string | undefined>>;

/** What a write answers. */
export function writtenHeaders(bucket: Bucket, version: ObjectVersion): Headers {
  return {
    ETag: `"${version.etag}"`,
    ...encryptionHeaders(version),
    ...checksumHeaders(version),
    "x-amz-version-id": toldVersion(bucket, version),
    "x-amz-expiration": expirationHeader(bucket, version),
  };
}

/** What GetObject and HeadObject answer for a whole object or for a range of it. */
export function readHeaders({ headers, query }: Call, bucket: Bucket, version: ObjectVersion, whole: boolean): Headers {
  const { checksum, partSums } = version;
  const part = partSums?.[Number(query["partNumber"]) - 1];
  const told = part === undefined || checksum === undefined ? checksum : { ...checksum, value: part };
  const overridden = Object.entries(query).flatMap(([name, value]) =>
    name.startsWith("response-") ? [[name.slice("response-".length), value] as const] : [],
  );
  return {
    ...version.headers,
    ...Object.fromEntries(overridden),
    "accept-ranges": "bytes",
    ETag: `"${version.etag}"`,
    "last-modified": new Date(Math.floor(version.lastModified / 1000) * 1000).toUTCString(),
    "x-amz-version-id": versionHeader(bucket, version),
    // Not told of a version that is asked for by its id, be it the newest or not.
    "x-amz-expiration": query["versionId"] === undefined ? expirationHeader(bucket, version) : undefined,
    "x-amz-tagging-count": version.tags.length > 0 ? String(version.tags.length) : undefined,
    ...(headers["x-amz-checksum-mode"]?.toUpperCase() === "ENABLED" && (whole || part !== undefined)
      ? checksumHeaders({ checksum: told })
      : {}),
  };
}

/** The ETag of what has this MD5: not told where a key of KMS encrypts it. */
export function etagFor({ headers }: Pick<ObjectVersion, "headers">, md5: string): string {
  const byKms = headers["x-amz-server-side-encryption"]?.startsWith("aws:kms") === true;
  return byKms ? randomBytes(16).toString("hex") : md5;
}

/** How the object is encrypted, as it was asked for. */
export function encryptionHeaders({ headers }: Pick<ObjectVersion, "headers">): Headers {
  const kept = Object.entries(headers).filter(([name]) => name.startsWith("x-amz-server-side-encryption"));
  return Object.fromEntries(kept);
}

function checksumHeaders({ checksum }: { readonly checksum?: ObjectVersion["checksum"] | undefined }): Headers {
  if (checksum === undefined) return {};
  const { algorithm, value, type } = checksum;
  return { [`x-amz-checksum-${algorithm.toLowerCase()}`]: value, "x-amz-checksum-type": type };
}
