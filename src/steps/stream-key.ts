import { DescribeStreamSummaryCommand } from "@aws-sdk/client-kinesis";
import type { Context } from "./context.ts";
import { isFault, unless } from "../aws/faults.ts";
import { unlessUnsupported } from "../aws/unless-unsupported.ts";
import { kmsKeyOf, type StreamKey } from "./policies.ts";

/** The key of the customer's that encrypts what the role puts: the one that was asked for, else the one that the stream has,
 * whoever gave it. Without a permission for it each record is refused. */
export async function streamKey(ctx: Context): Promise<StreamKey | "unknown" | undefined> {
  const { config, identity, clients } = ctx;
  const place = { ...identity, region: config.region };
  if (config.kmsKey !== undefined) return kmsKeyOf(config.kmsKey, place);
  const command = new DescribeStreamSummaryCommand({ StreamName: config.streamName });
  try {
    const look = () => unless(["ResourceNotFoundException"], () => clients.kinesis.send(command));
    const summary = (await unlessUnsupported(ctx, look))?.StreamDescriptionSummary;
    return summary?.EncryptionType === "KMS" ? kmsKeyOf(summary.KeyId, place) : undefined;
  } catch (error) {
    // Who looks after roles need not be let near streams.
    if (isFault(error, "AccessDenied")) return "unknown";
    throw error;
  }
}
