import { UpdateDestinationCommand } from "@aws-sdk/client-firehose";
import { isFault } from "../../aws/faults.ts";
import type { Context } from "../context.ts";
import type { ArchiveFacts, ArchiveFound } from "./archive.ts";
import { describe, foundIn, looking } from "./delivery-stream.ts";
import { destinationOf } from "./destination.ts";
import { pastRoleLag } from "./role-lag.ts";

/** How long others may be changing it at the same time, in milliseconds. */
const CONTENTION = 60_000;

/** Brings the destination to what is wanted: a change names the version that it changes, and another may have made a new one. */
export async function updateDestination(
  ctx: Context,
  found: ArchiveFound,
  wanted: ArchiveFacts,
): Promise<ArchiveFound> {
  const firehose = await ctx.clients.lazily.firehose();
  const change = async (): Promise<true | undefined> => {
    const seen = await describe(ctx);
    const command = new UpdateDestinationCommand({
      DeliveryStreamName: ctx.config.name,
      CurrentDeliveryStreamVersionId: seen?.VersionId,
      DestinationId: seen?.Destinations?.[0]?.DestinationId,
      ExtendedS3DestinationUpdate: destinationOf(wanted, ctx.identity.partition),
    });
    try {
      await firehose.send(command);
      return true;
    } catch (error) {
      if (isFault(error, "ConcurrentModification")) return undefined;
      throw error;
    }
  };
  await looking(ctx, "waiting: somebody else is changing it", () => pastRoleLag(ctx, change), CONTENTION);
  const now = await describe(ctx);
  return now === undefined ? found : foundIn(now, found);
}
