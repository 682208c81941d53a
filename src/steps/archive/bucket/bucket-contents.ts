import {
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
} from "@aws-sdk/client-s3";
import { isFault } from "../../../aws/faults.ts";
import { CliError } from "../../../engine/errors.ts";
import type { Veto } from "../../../engine/step/step.ts";
import type { Context } from "../../context.ts";
import { isArchived } from "../layout/layout.ts";

/** Pages of 1,000 versions that are looked at before something is asked. */
const PAGES = 10;

interface Version {
  readonly Key: string;
  readonly VersionId: string | undefined;
}

/** All versions of all objects, and the marks of deleted ones, page by page. */
async function* versionsIn({ clients, signal }: Context, Bucket: string): AsyncGenerator<readonly Version[], void> {
  const s3 = await clients.lazily.s3();
  let from: { readonly KeyMarker?: string | undefined; readonly VersionIdMarker?: string | undefined } = {};
  for (;;) {
    signal.throwIfAborted();
    const page: ListObjectVersionsCommandOutput = await s3.send(new ListObjectVersionsCommand({ Bucket, ...from }));
    const all = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
    yield all.map(({ Key = "", VersionId }) => ({ Key, VersionId }));
    if (page.IsTruncated !== true) return;
    from = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
  }
}

/** Why a bucket stays: what is lost with it, and the user has not agreed to; undefined when nothing is. */
export async function objectsIn(ctx: Context, Bucket: string): Promise<Veto | undefined> {
  let [count, pages, whole] = [0, 0, true];
  try {
    for await (const page of versionsIn(ctx, Bucket)) {
      const foreign = page.find(({ Key }) => !isArchived(Key, ctx.config.name));
      // Never ours to delete: and with it, the bucket could not go.
      if (foreign !== undefined)
        return {
          why: `it holds objects that are not the archive's, such as ${foreign.Key}: move them first`,
          needs: [],
        };
      count += page.length;
      pages += 1;
      if (pages === PAGES && page.length > 0) {
        whole = false;
        break;
      }
    }
  } catch (error) {
    if (isFault(error, "NoSuchBucket")) return undefined;
    if (!isFault(error, "AccessDenied")) throw error;
    return { why: "it may hold objects (listing them is denied)", needs: [] };
  }
  if (count === 0 || ctx.consent.has("objects")) return undefined;
  const loss = `${whole ? "" : "more than "}${count.toLocaleString("en")} ${count === 1 ? "object" : "objects"}`;
  return { why: `it holds ${loss}`, needs: ["objects"], loss };
}

/** The same of a bucket that could not be deleted. */
export async function leftIn(ctx: Context, Bucket: string): Promise<string> {
  const without = { ...ctx, consent: new Set<never>() };
  return (await objectsIn(without, Bucket))?.why ?? "S3 says that it is not empty";
}

/** Deletes what Firehose has written, each version of it, and nothing else. */
export async function emptyBucket(ctx: Context, Bucket: string): Promise<void> {
  const s3 = await ctx.clients.lazily.s3();
  let done = 0;
  for await (const page of versionsIn(ctx, Bucket)) {
    const Objects = page.filter(({ Key }) => isArchived(Key, ctx.config.name));
    if (Objects.length === 0) continue;
    // Absent ones count as deleted; what is refused is in the answer, whose status is 200.
    const { Errors = [] } = await s3.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects: [...Objects], Quiet: true } }),
    );
    const [refused] = Errors;
    if (refused !== undefined)
      throw new CliError(`S3 did not delete ${refused.Key} of ${Bucket}: ${refused.Message ?? refused.Code}.`, {
        hint: "Is it locked, or is s3:DeleteObjectVersion denied? Run the same command again when it may go.",
      });
    done += Objects.length;
    ctx.report.event({ type: "progress", text: `${done.toLocaleString("en")} objects deleted` });
  }
}
