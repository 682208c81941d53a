import {
  DescribeDeliveryStreamCommand,
  ListTagsForDeliveryStreamCommand,
  type DeliveryStreamDescription,
  type ExtendedS3DestinationDescription,
} from "@aws-sdk/client-firehose";
import { unless } from "../../aws/faults.ts";
import { otherOwner, taggedAs } from "../../aws/tags.ts";
import { CliError } from "../../engine/errors.ts";
import { poll } from "../../engine/poll.ts";
import type { Context } from "../context.ts";
import type { ArchiveFacts, ArchiveFound } from "./archive.ts";

const gone = ["ResourceNotFoundException"];

/** The delivery stream as Firehose describes it; undefined when there is none. */
export async function describe({ clients, config }: Context): Promise<DeliveryStreamDescription | undefined> {
  const firehose = await clients.lazily.firehose();
  const look = new DescribeDeliveryStreamCommand({ DeliveryStreamName: config.name });
  return (await unless(gone, () => firehose.send(look)))?.DeliveryStreamDescription;
}

/** The proxy's delivery stream; undefined when there is none, or it is going. */
export async function deliveryStreamOf(ctx: Context): Promise<ArchiveFound | undefined> {
  const firehose = await ctx.clients.lazily.firehose();
  const command = new ListTagsForDeliveryStreamCommand({ DeliveryStreamName: ctx.config.name });
  const [seen, tags] = await Promise.all([describe(ctx), unless(gone, () => firehose.send(command))]);
  if (seen === undefined || seen.DeliveryStreamStatus === "DELETING") return undefined;
  return foundIn(seen, {
    ours: taggedAs(ctx.config.name, tags?.Tags ?? []),
    owner: otherOwner(ctx.config.name, tags?.Tags),
  });
}

/** What a description says. Firehose names the destination of the newer form twice; an older form has less. */
export function foundIn(
  seen: DeliveryStreamDescription,
  whose: { readonly ours: boolean; readonly owner?: string | undefined },
): ArchiveFound {
  const { ExtendedS3DestinationDescription: to = {} as Partial<ExtendedS3DestinationDescription> } =
    seen.Destinations?.[0] ?? {};
  const { KinesisStreamARN = "", RoleARN = "" } = seen.Source?.KinesisStreamSourceDescription ?? {};
  const { Enabled: isLogged, LogGroupName = "", LogStreamName = "" } = to.CloudWatchLoggingOptions ?? {};
  const { SizeInMBs = 5, IntervalInSeconds = 300 } = to.BufferingHints ?? {};
  const bucket = nameIn(to.BucketARN);
  const facts: ArchiveFacts = {
    status: statusOf(seen),
    stream: KinesisStreamARN,
    "reading role": RoleARN,
    role: to.RoleARN ?? "",
    bucket,
    prefix: to.Prefix ?? "",
    "error prefix": to.ErrorOutputPrefix ?? "",
    "archive-buffer": `${SizeInMBs}MB/${IntervalInSeconds}s`,
    "archive-compress": to.CompressionFormat ?? "UNCOMPRESSED",
    // Absent and switched off are the same.
    "line ends":
      to.ProcessingConfiguration?.Enabled === true
        ? (to.ProcessingConfiguration.Processors ?? []).map(({ Type }) => Type).join(", ")
        : "",
    encryption: to.EncryptionConfiguration?.KMSEncryptionConfig?.AWSKMSKeyARN ?? "",
    "error log": isLogged === true ? `${LogGroupName}:${LogStreamName}` : "none",
  };
  const [base = ""] = facts.prefix.split("year=");
  return {
    ids: {
      name: seen.DeliveryStreamName ?? "",
      arn: seen.DeliveryStreamARN ?? "",
      location: `s3://${bucket}/${base}`,
    },
    ...whose,
    facts,
    buffered: IntervalInSeconds,
  };
}

function nameIn(bucketArn = ""): string {
  return bucketArn.slice(bucketArn.lastIndexOf(":") + 1);
}

function statusOf({ DeliveryStreamStatus = "ACTIVE", FailureDescription }: DeliveryStreamDescription): string {
  if (FailureDescription === undefined || DeliveryStreamStatus === "ACTIVE") return DeliveryStreamStatus;
  return `${DeliveryStreamStatus} (${FailureDescription.Details ?? FailureDescription.Type})`;
}

/** Terraform's provider waits as long. */
const PATIENCE = 30 * 60_000;

/** The delivery stream, once it is ACTIVE. Throws when Firehose could not make it. */
export async function untilActive(ctx: Context): Promise<ArchiveFound> {
  const active = await looking(ctx, "waiting until it is ACTIVE, a minute or two", async () => {
    const found = await deliveryStreamOf(ctx);
    if (found === undefined || found.facts.status === "CREATING") return undefined;
    if (found.facts.status === "ACTIVE") return found;
    throw new CliError(`Firehose could not make the delivery stream ${ctx.config.name}: ${found.facts.status}.`, {
      hint: "Run the same command again: it is taken away and made anew.",
    });
  });
  return active;
}

/** Looks until `look` gives something, and says once what is waited for. */
export async function looking<T>(
  ctx: Context,
  text: string,
  look: () => Promise<T | undefined>,
  timeout: number = PATIENCE,
): Promise<T> {
  const { clock, signal } = ctx;
  let told = false;
  const waiting = (): void => {
    if (!told) ctx.report.event({ type: "step.note", step: "archive", text });
    told = true;
  };
  const seen = await poll(look, { clock, signal, first: 250, timeout, waiting });
  if (seen !== undefined) return seen;
  throw new CliError(
    `Firehose delivery stream ${ctx.config.name} is still not ready after ${Math.round(timeout / 60_000)} minutes.`,
    { hint: "Look at it in the AWS console, and run the same command again." },
  );
}
