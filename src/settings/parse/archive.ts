import { UsageError } from "../../engine/errors.ts";
import { oneOf } from "./parse.ts";

/** Where the archive is. */
export interface ArchivePlace {
  /** undefined: one whose name is made of the proxy's name, the account and the region. */
  readonly bucket: string | undefined;
  /** Such as `raw/web`, without a slash at its ends; "" for none. */
  readonly prefix: string;
}

/** When Firehose writes an object: at so many megabytes or after so many seconds, whichever comes first. */
export interface ArchiveBuffer {
  readonly megabytes: number;
  readonly seconds: number;
}

const HINT = "Write s3://BUCKET or s3://BUCKET/PREFIX; --archive alone names the bucket by itself.";

/** Reads `s3://BUCKET/PREFIX`, or `true` for a bucket of its own. Throws a UsageError. */
export function archivePlace(text: string, label: string): ArchivePlace {
  if (/^(true|yes|on|1)$/i.test(text)) return { bucket: undefined, prefix: "" };
  const [, bucket, path = ""] = /^s3:\/\/([^/]+)(?:\/(.*))?$/s.exec(text) ?? [];
  if (bucket === undefined) throw new UsageError(`${label} takes s3://BUCKET/PREFIX, not "${text}".`, HINT);
  const why = faultOfBucket(bucket);
  if (why !== undefined) throw new UsageError(`${label}: "${bucket}" cannot be the name of a bucket: ${why}.`, HINT);
  return { bucket, prefix: prefixOf(path.replace(/\/+$/, ""), label) };
}

/** The longest prefix: a tag of 256 characters remembers it with the bucket. */
const LONGEST = 180;

function prefixOf(prefix: string, label: string): string {
  if (prefix.includes("!{"))
    throw new UsageError(
      `${label}: the prefix "${prefix}" cannot hold an expression: NAME/year=…/month=…/day=…/hour=…/ follows it always.`,
      "Write a plain prefix, such as s3://BUCKET/raw.",
    );
  const isPlain = prefix
    .split("/")
    .every((part) => /^[A-Za-z0-9_.=+:@-]+$/.test(part) && part !== "." && part !== "..");
  if (prefix !== "" && !(isPlain && prefix.length <= LONGEST))
    throw new UsageError(
      `${label}: "${prefix}" cannot be the prefix of the archive.`,
      `Use at most ${LONGEST} letters, digits and any of _.=+:@- between single slashes.`,
    );
  return prefix;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
function faultOfBucket(name: string): string | undefined {
  if (name.length < 3 || name.length > 63) return `it has ${name.length} characters, and 3 to 63 are allowed`;
  if (/[A-Z]/.test(name)) return "S3 takes no capital letters";
  if (!/^[a-z0-9.-]+$/.test(name)) return "S3 takes lower-case letters, digits, dots and hyphens";
  if (!/^[a-z0-9].*[a-z0-9]$/.test(name)) return "it begins and ends with a letter or a digit";
  if (name.includes("..") || /^\d+\.\d+\.\d+\.\d+$/.test(name))
    return "S3 takes neither two dots in a row nor an address";
  const reserved =
    /^(xn--|sthree-|amzn-s3-demo-)/.exec(name)?.[0] ?? /(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.exec(name)?.[0];
  return reserved === undefined ? undefined : `S3 keeps "${reserved}" for itself`;
}

/** The place as its flag takes it: `s3://BUCKET/PREFIX`, or `true`. */
export function archiveText({ bucket, prefix }: ArchivePlace): string {
  if (bucket === undefined) return "true";
  return `s3://${bucket}${prefix === "" ? "" : `/${prefix}`}`;
}

/** How Firehose calls the form of the objects. */
export type ArchiveCompress = "GZIP" | "UNCOMPRESSED";

/** `gzip` or `none`. */
export const archiveCompress = oneOf<ArchiveCompress>(
  [
    [/^gzip$/i, "GZIP"],
    [/^(none|false)$/i, "UNCOMPRESSED"],
  ],
  "gzip or none",
);

/** Reads `5MB/60s`. Throws a UsageError. */
export function archiveBuffer(text: string, label: string): ArchiveBuffer {
  const [, size = "", time = ""] = /^(\d+)(?:MB?)?\/(\d+)s?$/i.exec(text.trim()) ?? [];
  const [megabytes, seconds] = [Number(size || NaN), Number(time || NaN)];
  if (megabytes >= 1 && megabytes <= 128 && seconds <= 900) return { megabytes, seconds };
  throw new UsageError(
    `${label} takes a size from 1 to 128 MB and a time from 0 to 900 s, such as 5MB/60s, not "${text}".`,
    "Firehose writes an object when either is reached.",
  );
}

/** The buffer as its flag takes it. */
export function bufferText({ megabytes, seconds }: ArchiveBuffer): string {
  return `${megabytes}MB/${seconds}s`;
}
