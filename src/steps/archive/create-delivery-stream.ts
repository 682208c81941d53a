import { CreateDeliveryStreamCommand } from "@aws-sdk/client-firehose";
import { isFault } from "../../aws/faults.ts";
import { ownerTagList } from "../../aws/tags.ts";
import { CliError } from "../../engine/errors.ts";
import type { Context } from "../context.ts";
import type { ArchiveFacts, ArchiveFound } from "./archive.ts";
import { describe, looking, untilActive } from "./delivery-stream.ts";
import { destinationOf } from "./destination.ts";
import { pastRoleLag } from "./role-lag.ts";

/** Makes the delivery stream and waits until it is ACTIVE: from then on it reads. undefined when another run has made it. */
export async function createDeliveryStream(ctx: Context, wanted: ArchiveFacts): Promise<ArchiveFound | undefined> {
  const firehose = await ctx.clients.lazily.firehose();
  const command = new CreateDeliveryStreamCommand(newDeliveryStream(ctx, wanted));
  const make = async (): Promise<boolean | undefined> => {
    try {
      await pastRoleLag(ctx, () => firehose.send(command));
      return true;
    } catch (error) {
      if (!isFault(error, "ResourceInUse")) throw refusal(error, ctx, wanted);
      // The name is free once the old one is gone.
      const there = await describe(ctx);
      return there !== undefined && there.DeliveryStreamStatus !== "DELETING" ? false : undefined;
    }
  };
  const made = await looking(ctx, "waiting until the old one is gone", make);
  return made ? untilActive(ctx) : undefined;
}

/** The delivery stream as it is made. */
export function newDeliveryStream({ config, identity }: Pick<Context, "config" | "identity">, wanted: ArchiveFacts) {
  return {
    DeliveryStreamName: config.name,
    DeliveryStreamType: "KinesisStreamAsSource" as const,
    KinesisStreamSourceConfiguration: { KinesisStreamARN: wanted.stream, RoleARN: wanted["reading role"] },
    ExtendedS3DestinationConfiguration: destinationOf(wanted, identity.partition),
    Tags: ownerTagList(config.name, config.region),
  };
}

/** A Firehose that cannot append line ends: then the templates must. */
function refusal(error: unknown, { config }: Context, wanted: ArchiveFacts): unknown {
  const { name = "", message = "" } = error instanceof Error ? error : {};
  const about = /processor|processing|AppendDelimiter/i.test(message);
  if (wanted["line ends"] === "" || !/Validation|InvalidArgument/.test(name) || !about) return error;
  return new CliError(`Firehose in ${config.region} does not put line ends between records: ${message}`, {
    hint: 'Let the proxy itself end each record with one: run "kinesis-proxy up --newline".',
    cause: error,
  });
}
