import { DescribeStreamSummaryCommand, ListTagsForStreamCommand } from "@aws-sdk/client-kinesis";
import type { Context } from "../../engine/context.ts";
import type { Found } from "../../engine/found.ts";
import { isFault } from "../../aws/faults.ts";
import { isImported, otherOwner, taggedAs } from "../../aws/tags.ts";

/** The stream of that name; undefined when there is none, or it is going. */
export async function streamOf(ctx: Context, StreamName: string): Promise<Found["stream"] | undefined> {
  const [answer, tags] = await unlessMissing(() =>
    Promise.all([
      ctx.clients.kinesis.send(new DescribeStreamSummaryCommand({ StreamName })),
      ctx.clients.kinesis.send(new ListTagsForStreamCommand({ StreamName })),
    ]),
  );
  const summary = answer?.StreamDescriptionSummary;
  if (summary === undefined || summary.StreamStatus === "DELETING") return undefined;
  const tagged = taggedAs(ctx.config.name, tags?.Tags ?? []);
  const owner = otherOwner(ctx.config.name, tags?.Tags);
  const state = ctx.state.get("stream");
  const untagged = !tagged && owner === undefined && state?.making === true && state.name === StreamName;
  return {
    ids: { name: StreamName, arn: summary.StreamARN ?? "" },
    ours: tagged || untagged,
    untagged,
    imported: isImported(tags?.Tags),
    owner,
    status: summary.StreamStatus ?? "ACTIVE",
    shards: summary.OpenShardCount ?? 0,
    mode: summary.StreamModeDetails?.StreamMode ?? "PROVISIONED",
    retentionHours: summary.RetentionPeriodHours ?? 24,
    kmsKey: summary.EncryptionType === "KMS" ? summary.KeyId : undefined,
    consumers: summary.ConsumerCount ?? 0,
  };
}

async function unlessMissing<T extends readonly unknown[]>(
  look: () => Promise<T>,
): Promise<T | readonly [undefined, undefined]> {
  try {
    return await look();
  } catch (error) {
    if (isFault(error, "ResourceNotFoundException")) return [undefined, undefined];
    throw error;
  }
}
