import { roleArn, streamArn } from "../../aws/arns.ts";
import { text, type Shaped } from "../../engine/step/check.ts";
import { defineStep, type FoundFacts } from "../../engine/step/define-step.ts";

import type { Config } from "../../settings/config.ts";
import type { Context } from "../context.ts";
import { errorLog } from "./layout/error-log.ts";
import { archiveRoleName, bucketName, layoutOf, prefixesOf } from "./layout/layout.ts";

/** `location`: where the objects are, such as `s3://bucket/orders/`. */
export const archiveIds = { name: text, arn: text, location: text };

export interface ArchiveFacts {
  /** CREATING, ACTIVE, CREATING_FAILED or DELETING_FAILED; with the reason, where there is one. */
  readonly status: string;
  /** ARN of the stream that is read. */
  readonly stream: string;
  /** ARN of the role that reads it: with the stream, it stays what it was at the beginning. */
  readonly "reading role": string;
  /** ARN of the role that writes. */
  readonly role: string;
  readonly bucket: string;
  readonly prefix: string;
  readonly "error prefix": string;
  /** As its flag takes it. */
  readonly "archive-buffer": string;
  /** GZIP, UNCOMPRESSED or another that Firehose has. */
  readonly "archive-compress": string;
  /** What Firehose does to each record, such as AppendDelimiterToRecord; "" for nothing. */
  readonly "line ends": string;
  /** "" for that of the bucket, else a key. */
  readonly encryption: string;
  /** Log group and log stream of what cannot be delivered, such as `GROUP:STREAM`; "none" where that is not written down. */
  readonly "error log": string;
}

export interface ArchiveFound extends FoundFacts {
  readonly ids: Shaped<typeof archiveIds>;
  readonly facts: ArchiveFacts;
  /** Seconds for which records may be buffered. */
  readonly buffered: number;
}

/** The Firehose delivery stream that reads the stream into the bucket. */
export const archive = defineStep({
  name: "archive",
  command: "archive",
  noun: "archive",
  after: ["stream", "bucket", "archiveRole", "archiveLogs"],
  ids: archiveIds,
  actions: [
    "firehose:DescribeDeliveryStream",
    "firehose:ListTagsForDeliveryStream",
    "firehose:CreateDeliveryStream",
    "firehose:TagDeliveryStream",
    "firehose:UpdateDestination",
    "firehose:DeleteDeliveryStream",
    "iam:PassRole",
    "kinesis:ListShards",
    "kinesis:GetShardIterator",
    "kinesis:GetRecords",
  ],

  title: ({ config }) => `Firehose delivery stream ${config.name}`,

  asked: ({ config }) => (config.archive === undefined ? undefined : config.archive !== false),

  wanted: (ctx) => wantedFacts(ctx),

  async find(ctx: Context): Promise<ArchiveFound | undefined> {
    if (ctx.config.archive === undefined && ctx.state.get(archive) === undefined) return undefined;
    const { deliveryStreamOf } = await import("./delivery-stream.ts");
    return deliveryStreamOf(ctx);
  },

  async create(ctx): Promise<ArchiveFound | undefined> {
    const { createDeliveryStream } = await import("./create-delivery-stream.ts");
    return createDeliveryStream(ctx, wantedFacts(ctx));
  },

  change: {
    async status(found, ctx) {
      if (found.facts.status !== "CREATING") return anew(found, ctx);
      return (await import("./delivery-stream.ts")).untilActive(ctx);
    },
    stream: anew,
    "reading role": anew,
    role: update,
    bucket: update,
    prefix: update,
    "error prefix": update,
    "archive-buffer": update,
    "archive-compress": update,
    "line ends": update,
    encryption: update,
    "error log": update,
  },

  async remove(found, ctx) {
    return (await import("./remove-delivery-stream.ts")).removeDeliveryStream(ctx, found);
  },
});

/** The facts of the delivery stream as they are asked for. Records that end with a line end already get no second one. */
export function wantedFacts(ctx: Pick<Context, "config" | "identity">): ArchiveFacts {
  const { config, identity } = ctx;
  const layout = layoutOf(config) ?? { base: "", errors: "" };
  const { prefix, errorPrefix } = prefixesOf(layout);
  const role = roleArn(identity, archiveRoleName(config));
  return {
    status: "ACTIVE",
    stream: streamArn({ ...identity, region: config.region }, config.streamName),
    "reading role": role,
    role,
    bucket: bucketName(config, identity),
    prefix,
    "error prefix": errorPrefix,
    "archive-buffer": bufferOf(config),
    "archive-compress": config.archiveCompress ?? "GZIP",
    "line ends": config.newline ? "" : "AppendDelimiterToRecord",
    encryption: "",
    "error log": errorLog(config),
  };
}

function bufferOf({ archiveBuffer: { megabytes, seconds } = { megabytes: 5, seconds: 60 } }: Config): string {
  return `${megabytes}MB/${seconds}s`;
}

/** Brings all of the destination to what is wanted: one call does. */
async function update(found: ArchiveFound, ctx: Context): Promise<ArchiveFound> {
  return (await import("./update-destination.ts")).updateDestination(ctx, found, wantedFacts(ctx));
}

/** What cannot be changed is made anew: a source stays what it was, and what failed never heals. */
async function anew(found: ArchiveFound, ctx: Context): Promise<ArchiveFound> {
  const { removeDeliveryStream } = await import("./remove-delivery-stream.ts");
  const { createDeliveryStream } = await import("./create-delivery-stream.ts");
  const text = `${archive.title(ctx)} is made anew: records that come meanwhile are not archived.`;
  if (found.facts.status === "ACTIVE") ctx.report.event({ type: "warning", text });
  await removeDeliveryStream(ctx, found);
  return (await createDeliveryStream(ctx, wantedFacts(ctx))) ?? found;
}
