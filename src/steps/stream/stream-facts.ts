import { DescribeStreamSummaryCommand, ListTagsForStreamCommand } from "@aws-sdk/client-kinesis";
import { isFault } from "../../aws/faults.ts";
import { isImported, otherOwner, ownerTags, taggedAs } from "../../aws/tags.ts";
import { flag, optional, text, type Shaped } from "../../engine/step/check.ts";
import type { Wanted } from "../../engine/step/diff.ts";
import type { Config } from "../../settings/config.ts";
import type { Context } from "../context.ts";
import type { FoundFacts } from "../../engine/step/define-step.ts";

/** `making`: it is being made, and has no tag yet. */
export const streamIds = { name: text, arn: text, making: optional(flag) };

export interface StreamFacts {
  /** CREATING, ACTIVE, UPDATING or DELETING. */
  readonly status: string;
  /** The proxy that its tags name; "" for none. Looked at only where the state file alone says that it is ours. */
  readonly tags: string;
  /** PROVISIONED or ON_DEMAND. */
  readonly mode: string;
  readonly shards: number;
  /** In hours. */
  readonly retention: number;
  /** Of one record, in KiB. */
  readonly "max-record-size": number;
  /** The KMS key as AWS names it; "" when the stream is not encrypted. */
  readonly "kms-key": string;
}

export interface StreamFound extends FoundFacts {
  readonly ids: Shaped<typeof streamIds>;
  readonly facts: StreamFacts;
  /** Registered consumers (enhanced fan-out). */
  readonly consumers: number;
  /** Ours by the state file alone: its run was cut off before it tagged the stream. */
  readonly untagged?: boolean;
}

/** The stream of that name; undefined when there is none, or it is going. `known` is what the state file says of the stream. */
export async function streamOf(
  ctx: Context,
  StreamName: string,
  known: StreamFound["ids"] | undefined,
): Promise<StreamFound | undefined> {
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
  const untagged = !tagged && owner === undefined && known?.making === true && known.name === StreamName;
  return {
    ids: { name: StreamName, arn: summary.StreamARN ?? "" },
    ours: tagged || untagged,
    untagged,
    imported: isImported(tags?.Tags),
    owner,
    facts: {
      status: summary.StreamStatus ?? "ACTIVE",
      tags: tagged ? ctx.config.name : "",
      shards: summary.OpenShardCount ?? 0,
      mode: summary.StreamModeDetails?.StreamMode ?? "PROVISIONED",
      retention: summary.RetentionPeriodHours ?? 24,
      "max-record-size": summary.MaxRecordSizeInKiB ?? 1_024,
      "kms-key": (summary.EncryptionType === "KMS" && summary.KeyId) || "",
    },
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

/** AWS names a key as it was given: by id, ARN or alias. */
export function isSameKey(wanted: string, actual: string): boolean {
  return actual === wanted || actual.endsWith(`/${wanted.replace(/^alias\//, "")}`);
}

/** The facts as they are asked for, of a stream that looks like this. */
export function wantedFacts(config: Config, { ours, untagged, facts }: StreamFound): Wanted<StreamFacts> {
  const leavesOnDemand = config.mode === "PROVISIONED" && facts.mode === "ON_DEMAND";
  // AWS keeps the shards that the stream has at that moment.
  const keeps = leavesOnDemand && config.shards === undefined;
  const countable = config.mode !== "ON_DEMAND" && (facts.mode !== "ON_DEMAND" || leavesOnDemand);
  return {
    // A stream that is not ours becomes ACTIVE without us.
    status: ours ? "ACTIVE" : undefined,
    tags: untagged === true ? config.name : undefined,
    mode: keeps ? `PROVISIONED, ${facts.shards} shards billed by the hour` : config.mode,
    shards: countable ? config.shards : undefined,
    retention: config.retention,
    "max-record-size": config.maxRecordSize,
    "kms-key": config.kmsKey,
  };
}

/** The stream as it is made; its retention and its key are set afterwards. */
export function newStream({ name, streamName, mode, shards, maxRecordSize }: Config) {
  return {
    StreamName: streamName,
    ...(mode !== "ON_DEMAND" && { ShardCount: shards ?? 1 }),
    StreamModeDetails: { StreamMode: mode ?? ("PROVISIONED" as const) },
    ...(maxRecordSize !== undefined && { MaxRecordSizeInKiB: maxRecordSize }),
    Tags: ownerTags(name),
  };
}
