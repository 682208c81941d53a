import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { UsageError } from "../../../engine/errors.ts";
import { diskFault, errnoOf } from "../../../state/disk-fault.ts";

/** Where an archive is: that of the proxy, below a prefix of a bucket, or in a folder. */
export type ArchivePlace =
  | { readonly type: "proxy" }
  | { readonly type: "s3"; readonly bucket: string; readonly prefix: string }
  | { readonly type: "folder"; readonly path: string };

/** Parses --from-archive. Throws a UsageError for what is neither a URL of S3 nor a folder. */
export async function archivePlace(given: string | true, cwd: string): Promise<ArchivePlace> {
  if (given === true) return { type: "proxy" };
  if (/^s3:/i.test(given)) return inBucket(given);
  const path = resolve(cwd, given);
  try {
    if ((await stat(path)).isDirectory()) return { type: "folder", path };
  } catch (error) {
    const why = diskFault(error);
    if (why === undefined) throw error;
    throw new UsageError(
      `--from-archive ${given} is no folder that can be read: ${errnoOf(error) === "ENOENT" ? "there is nothing of that name" : why}.`,
      "It takes a folder, or s3://BUCKET/PREFIX.",
    );
  }
  throw new UsageError(`--from-archive ${given} is a file.`, "It takes the folder that the archive lies in.");
}

function inBucket(given: string): ArchivePlace {
  const [, bucket, prefix = ""] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(given) ?? [];
  if (bucket === undefined)
    throw new UsageError(`--from-archive "${given}" names no bucket.`, "It looks like s3://BUCKET/PREFIX.");
  return { type: "s3", bucket, prefix: prefix === "" || prefix.endsWith("/") ? prefix : `${prefix}/` };
}
