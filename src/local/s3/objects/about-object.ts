import { createHash } from "node:crypto";
import type { Scope } from "../../account/scope.ts";
import { checkAcl } from "../acl/check-acl.ts";
import { grantsInHeaders } from "../acl/acl-asked.ts";
import { arnOf, demand } from "../call.ts";
import type { Call } from "../call.ts";
import { invalidArgument, notImplemented, s3Fault } from "../faults.ts";
import { checkTags, objectTags } from "../buckets/tags.ts";
import { lockOf } from "../lock/lock.ts";
import type { Bucket } from "../store/bucket.ts";
import type { About, Tag } from "../store/object-version.ts";
import { metadataText } from "./header-text.ts";

const kept = [
  "cache-control",
  "content-disposition",
  "content-encoding",
  "content-language",
  "content-type",
  "expires",
  "x-amz-website-redirect-location",
];
const usualType = "binary/octet-stream";
const mostMetadata = 2048;

/** What a request says of the object that it writes. Throws MetadataTooLarge, InvalidTag, InvalidArgument, NotImplemented. */
export function aboutOf(call: Call, bucket: Bucket): About {
  const { headers, scope } = call;
  const acl = aclOf(call, bucket);
  refuseUnknown(headers);
  const found: Record<string, string> = {};
  for (const name of kept) if (headers[name] !== undefined) found[name] = headers[name];
  const encoding = (found["content-encoding"] ?? "")
    .split(",")
    .map((one) => one.trim())
    // That was how it came, not what it is.
    .filter((one) => one !== "" && one !== "aws-chunked");
  delete found["content-encoding"];
  if (encoding.length > 0) found["content-encoding"] = encoding.join(",");
  found["content-type"] ??= usualType;
  let metadata = 0;
  for (const [name, value] of Object.entries(headers)) {
    if (!name.startsWith("x-amz-meta-")) continue;
    metadata += name.length - "x-amz-meta-".length + Buffer.byteLength(value);
    found[name] = metadataText(value);
  }
  if (metadata > mostMetadata) {
    throw s3Fault("MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size", 400, {
      Size: String(metadata),
      MaxSizeAllowed: String(mostMetadata),
    });
  }
  return {
    headers: { ...found, ...encryption(headers, bucket, scope), ...storageClass(headers), ...lockOf(call, bucket) },
    tags: tagsOf(headers),
    acl,
  };
}

/** Tags as `x-amz-tagging` has them: a query string. */
function tagsOf(headers: Call["headers"]): readonly Tag[] {
  const given = headers["x-amz-tagging"] ?? "";
  const tags = [...new URLSearchParams(given)].map(([key, value]) => ({ key, value }));
  if (/[,;]/.test(given) || new Set(tags.map(({ key }) => key)).size < tags.length) {
    const message =
      "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.";
    throw invalidArgument(message, "x-amz-tagging", given);
  }
  checkTags(tags, objectTags);
  return tags;
}

/** Nothing is encrypted here, but what was asked for is answered. */
function encryption(headers: Call["headers"], { settings }: Bucket, scope: Scope): Readonly<Record<string, string>> {
  const asked = headers["x-amz-server-side-encryption"];
  const { algorithm, keyId, bucketKey } = settings.encryption;
  if (asked !== undefined && !["AES256", "aws:kms", "aws:kms:dsse"].includes(asked)) {
    throw invalidArgument("The encryption method specified is not supported", "x-amz-server-side-encryption", asked);
  }
  const key = headers["x-amz-server-side-encryption-aws-kms-key-id"] ?? (asked === undefined ? keyId : undefined);
  const withKey = headers["x-amz-server-side-encryption-bucket-key-enabled"] ?? String(bucketKey);
  const method = asked ?? algorithm;
  const keyArn = method.startsWith("aws:kms") ? arnOfKey(key, settings.region, scope) : undefined;
  return {
    "x-amz-server-side-encryption": method,
    ...(keyArn === undefined ? {} : { "x-amz-server-side-encryption-aws-kms-key-id": keyArn }),
    ...(method !== "AES256" && withKey === "true" ? { "x-amz-server-side-encryption-bucket-key-enabled": "true" } : {}),
  };
}

/** The ARN of a key that is named by its id; of the account's own for S3, where none is named. */
function arnOfKey(key: string | undefined, region: string, { account, partition }: Scope): string {
  if (key?.includes("/") === true) return key;
  const own = createHash("sha256").update(`${account.id} ${region} aws/s3`).digest("hex");
  const id = key ?? own.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/, "$1-$2-$3-$4-$5");
  return `arn:${partition}:kms:${region}:${account.id}:key/${id}`;
}

const classes = "STANDARD REDUCED_REDUNDANCY STANDARD_IA ONEZONE_IA INTELLIGENT_TIERING GLACIER_IR".split(" ");

function storageClass(headers: Call["headers"]): Readonly<Record<string, string>> {
  const asked = headers["x-amz-storage-class"];
  if (asked === undefined || asked === "STANDARD") return {};
  if (["GLACIER", "DEEP_ARCHIVE"].includes(asked)) throw notImplemented(`the storage class ${asked}`);
  if (classes.includes(asked)) return { "x-amz-storage-class": asked };
  throw s3Fault("InvalidStorageClass", "The storage class you specified is not valid", 400, {
    StorageClassRequested: asked,
  });
}

function refuseUnknown(headers: Call["headers"]): void {
  if (headers["x-amz-server-side-encryption-customer-algorithm"] !== undefined)
    throw notImplemented("keys of customers (SSE-C)");
}

/** What is granted to others than the owner. */
function aclOf(call: Call, bucket: Bucket): About["acl"] {
  const grants = grantsInHeaders(call);
  // It is what such a bucket has.
  if (grants === undefined || call.headers["x-amz-acl"] === "bucket-owner-full-control") return undefined;
  demand(call, bucket, "s3:PutObjectAcl", arnOf(call));
  checkAcl(call, bucket, "s3:PutObject", grants);
  return grants;
}
