import { ListObjectsV2Command, type ListObjectsV2CommandOutput } from "@aws-sdk/client-s3";
import { isFault } from "../../aws/faults.ts";
import type { Context } from "../context.ts";
import type { ArchiveFound } from "./archive.ts";

/** Was an object written since the newest record came? Its place is that of the hour of a record not older than `oldest`. Times are in
 * milliseconds. Where that cannot be seen, it may have been. */
export async function isWrittenSince(
  { clients, signal }: Context,
  { ids, facts }: ArchiveFound,
  { oldest, newest }: { readonly oldest: number; readonly newest: number },
): Promise<boolean> {
  const base = ids.location.slice(`s3://${facts.bucket}/`.length);
  const [year = "", month = "", day = "", hour = ""] = new Date(oldest).toISOString().split(/[-T:]/);
  // Keys come in the order of their hours.
  const from = `${base}year=${year}/month=${month}/day=${day}/hour=${hour}`;
  // S3 tells whole seconds.
  const since = Math.floor(newest / 1_000) * 1_000;
  try {
    const s3 = await clients.lazily.s3();
    let ContinuationToken: string | undefined;
    do {
      signal.throwIfAborted();
      const page: ListObjectsV2CommandOutput = await s3.send(
        new ListObjectsV2Command({ Bucket: facts.bucket, Prefix: base, StartAfter: from, ContinuationToken }),
      );
      if ((page.Contents ?? []).some(({ LastModified }) => (LastModified?.getTime() ?? 0) >= since)) return true;
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    return false;
  } catch (error) {
    signal.throwIfAborted();
    return !isFault(error, "NoSuchBucket");
  }
}
