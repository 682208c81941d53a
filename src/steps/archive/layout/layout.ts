import { createHash } from "node:crypto";
import type { Config } from "../../../settings/config.ts";

/** Where the archive of a proxy lies in its bucket. */
export interface Layout {
  /** `PREFIX/NAME/`: below it `year=2026/month=01/day=31/hour=23/`, in UTC, by the arrival of an object's oldest record. */
  readonly base: string;
  /** `PREFIX/NAME-errors/`: what Firehose could not make an object of. */
  readonly errors: string;
}

/** The layout of the archive; undefined where none is asked for. */
export function layoutOf({ archive, name }: Pick<Config, "archive" | "name">): Layout | undefined {
  if (!archive) return undefined;
  const before = archive.prefix === "" ? "" : `${archive.prefix}/`;
  return { base: `${before}${name}/`, errors: `${before}${name}-errors/` };
}

const HOURS = "year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/hour=!{timestamp:HH}/";

/** The prefixes as Firehose takes them. A prefix with expressions needs one for errors that names their kind.
 * https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html */
export function prefixesOf({ base, errors }: Layout): { readonly prefix: string; readonly errorPrefix: string } {
  return { prefix: `${base}${HOURS}`, errorPrefix: `${errors}!{firehose:error-output-type}/${HOURS}` };
}

/** The most characters of a bucket's name. */
const LONGEST = 63;

/** The name of a bucket that nobody has named: always the same for this proxy, account and region. Bucket names are of all
 * accounts together, and have no capital letters, underscores or dots side by side. */
export function defaultBucket(name: string, { accountId }: { readonly accountId: string }, region: string): string {
  const place = `-${accountId}-${region}`;
  const plain = name.toLowerCase().replaceAll(/[^a-z0-9-]/g, "-");
  const room = LONGEST - place.length;
  if (plain === name && name.length <= room && /^[a-z0-9]/.test(name) && !/^(xn--|sthree-|amzn-s3-demo-)/.test(name))
    return `${name}${place}`;
  // Two proxies whose names differ only in what S3 does not take must not share a bucket.
  const short = `proxy-${plain}`
    .replaceAll(/-+/g, "-")
    .slice(0, room - 9)
    .replace(/-$/, "");
  return `${short}-${mark(name)}${place}`;
}

/** Tells names apart of which only a part is left. */
function mark(name: string): string {
  return createHash("sha256").update(name).digest("hex").slice(0, 8);
}

/** The most characters of a role's name. */
const LONGEST_ROLE = 64;

/** The name of the role that Firehose assumes. IAM has no regions: the name says which one. */
export function archiveRoleName({ name, region }: Pick<Config, "name" | "region">): string {
  const rest = `-archive-${region}`;
  const room = LONGEST_ROLE - rest.length;
  return `${name.length <= room ? name : `${name.slice(0, room - 9)}-${mark(name)}`}${rest}`;
}

/** The bucket that the settings name, or the one that is named by itself. */
export function bucketName(
  { archive, name, region }: Pick<Config, "archive" | "name" | "region">,
  identity: { readonly accountId: string },
): string {
  return (archive && archive.bucket) || defaultBucket(name, identity, region);
}

/** Does the key look like one that Firehose gave to an object of this delivery stream, such as
 * `…/orders-1-2026-01-31-23-59-59-<uuid>.gz`? https://docs.aws.amazon.com/firehose/latest/dev/s3-object-name.html */
export function isArchived(key: string, deliveryStream: string): boolean {
  const file = key.slice(key.lastIndexOf("/") + 1);
  if (!file.startsWith(`${deliveryStream}-`)) return false;
  return /^\d+(-\d{2,4}){6}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\.\w+)*$/i.test(
    file.slice(deliveryStream.length + 1),
  );
}
