import { createHash } from "node:crypto";
import { allowed, arnOf, demand } from "../call.ts";
import type { Call, S3Operation } from "../call.ts";
import { invalidArgument, s3Fault } from "../faults.ts";
import { isAlgorithm, runningSum } from "../payload/checksum.ts";
import type { Bucket } from "../store/bucket.ts";
import type { About } from "../store/object-version.ts";
import { aboutOf } from "./about-object.ts";
import { toldVersion, versionHeader } from "./add-version.ts";
import { expirationHeader } from "./expiration.ts";
import { copySource } from "./copy-source.ts";
import type { Found } from "./found-version.ts";
import { encryptionHeaders, etagFor } from "./version-headers.ts";
import { writeObject } from "./write-object.ts";

/** CopyObject: the bytes, and what is known of them unless the request replaces it. */
export const copyObject: S3Operation = {
  name: "CopyObject",
  method: "PUT",
  on: "object",
  copies: true,
  async run(call) {
    const bucket = allowed(call, "s3:PutObject");
    const source = copySource(call);
    refuseItself(call, source);
    const about = aboutCopy(call, bucket, source);
    if (about.tags.length > 0) demand(call, bucket, "s3:PutObjectTagging", arnOf(call));
    const asked = call.headers["x-amz-checksum-algorithm"]?.toUpperCase() ?? "";
    const kept = source.version.checksum?.algorithm ?? "CRC64NVME";
    const algorithm = isAlgorithm(asked) ? asked : kept;
    const [md5, sum] = [createHash("md5"), runningSum(algorithm)];
    const { body: from } = source.version;
    async function* copied(): AsyncGenerator<Buffer> {
      for await (const piece of await from.read(0, from.size)) {
        md5.update(piece);
        sum.update(piece);
        yield piece;
      }
    }
    const body = await call.store.storage.receive(call.bucketName, copied());
    const checksum = { algorithm, value: sum.digest().toString("base64"), type: "FULL_OBJECT" } as const;
    const version = await writeObject(call, bucket, {
      ...about,
      body,
      etag: etagFor(about, md5.digest("hex")),
      checksum,
    });
    return {
      headers: {
        ...encryptionHeaders(version),
        "x-amz-version-id": versionHeader(bucket, version),
        "x-amz-expiration": expirationHeader(bucket, version),
        "x-amz-copy-source-version-id": toldVersion(source.bucket, source.version),
      },
      xml: [
        "CopyObjectResult",
        {
          LastModified: new Date(Math.floor(version.lastModified / 1000) * 1000),
          ETag: `"${version.etag}"`,
          [`Checksum${algorithm}`]: checksum.value,
          ChecksumType: checksum.type,
        },
      ],
    };
  },
};

function directive({ headers }: Call, name: string): "COPY" | "REPLACE" {
  const value = headers[name]?.toUpperCase() ?? "COPY";
  if (value === "COPY" || value === "REPLACE") return value;
  throw invalidArgument(
    `Unknown ${name.includes("tagging") ? "tagging" : "metadata"} directive.`,
    name,
    headers[name] ?? "",
  );
}

function aboutCopy(call: Call, bucket: Bucket, { version }: Found): About {
  const given = aboutOf(call, bucket);
  const tags = directive(call, "x-amz-tagging-directive") === "COPY" ? version.tags : given.tags;
  if (directive(call, "x-amz-metadata-directive") === "REPLACE") return { ...given, tags };
  // Class, encryption, redirect and lock are the new object's own.
  const own = /^x-amz-(?:storage-class$|server-side-encryption|website|object-lock)/;
  const of = (headers: About["headers"], which: boolean) =>
    Object.fromEntries(Object.entries(headers).filter(([name]) => own.test(name) === which));
  return { ...given, headers: { ...of(version.headers, false), ...of(given.headers, true) }, tags };
}

function refuseItself(call: Call, { bucket, version }: Found): void {
  if (bucket.name !== call.bucketName || version.key !== call.key) return;
  // An older version becomes the newest again.
  if (version.versionId !== bucket.objects.get(call.key)[0]?.versionId) return;
  const changes = ["x-amz-storage-class", "x-amz-website-redirect-location", "x-amz-server-side-encryption"];
  if (directive(call, "x-amz-metadata-directive") === "REPLACE") return;
  // Its own encryption is not copied: this changes to the bucket's.
  if (version.headers["x-amz-server-side-encryption"] !== bucket.settings.encryption.algorithm) return;
  if (bucket.settings.encryption.isAsked === true) return;
  if (changes.some((name) => call.headers[name] !== undefined)) return;
  const message =
    "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.";
  throw s3Fault("InvalidRequest", message);
}
