import type { Call } from "../call.ts";
import type { Bucket } from "../store/bucket.ts";
import type { ObjectVersion } from "../store/object-version.ts";
import { toldVersion, versionHeader } from "./add-version.ts";

type Headers = Readonly<Record<string, string | undefined>>;

/** What a write answers. */
export function writtenHeaders(bucket: Bucket, version: ObjectVersion): Headers {
  return {
    ETag: `"${version.etag}"`,
    ...encryptionHeaders(version),
    ...checksumHeaders(version),
    "x-amz-version-id": toldVersion(bucket, version),
  };
}

/** What GetObject and HeadObject answer for a whole object or for a range of it. */
export function readHeaders({ headers, query }: Call, bucket: Bucket, version: ObjectVersion, whole: boolean): Headers {
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
    "x-amz-tagging-count": version.tags.length > 0 ? String(version.tags.length) : undefined,
    ...(headers["x-amz-checksum-mode"]?.toUpperCase() === "ENABLED" && whole ? checksumHeaders(version) : {}),
  };
}

/** How the object is encrypted, as it was asked for. */
export function encryptionHeaders({ headers }: Pick<ObjectVersion, "headers">): Headers {
  const kept = Object.entries(headers).filter(([name]) => name.startsWith("x-amz-server-side-encryption"));
  return Object.fromEntries(kept);
}

function checksumHeaders({ checksum }: ObjectVersion): Headers {
  if (checksum === undefined) return {};
  const { algorithm, value, type } = checksum;
  return { [`x-amz-checksum-${algorithm.toLowerCase()}`]: value, "x-amz-checksum-type": type };
}
