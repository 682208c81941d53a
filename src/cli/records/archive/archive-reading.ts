import { UsageError } from "../../../engine/errors.ts";
import type { Window } from "../../../records/archive/objects-in.ts";
import type { Config } from "../../../settings/config.ts";
import { flagName } from "../../../settings/flags/names.ts";
import type { RecordOptions } from "../record-flags.ts";
import { readingOf } from "../reading-of.ts";

/** Flags about what an object does not hold: shards, sequence numbers, streams. */
const ofStreams = [
  "streamName",
  "streamArn",
  "shard",
  "fromSequence",
  "last",
  "pollInterval",
  "fanOut",
  "allShards",
] as const;

/** The flags of a reading of an archive as values; throws a UsageError for those that are of streams alone. */
export function archiveReading(
  options: RecordOptions,
  now: number,
): { readonly window: Window; readonly limit: number } {
  const wrong = ofStreams.find((name) => options[name] !== undefined && options[name] !== false);
  if (wrong !== undefined)
    throw new UsageError(
      `${flagName(wrong)} is of streams, and --from-archive reads objects, which hold no shards and sequence numbers.`,
      `Leave ${flagName(wrong)} out.`,
    );
  if (options.since === "latest")
    throw new UsageError("--since latest is of streams: an archive holds the past.", "Such as --since 1h.");
  const { position, until, limit = Infinity } = readingOf(options, now, { type: "trim-horizon" });
  return {
    window: {
      since: position.type === "time" ? position.at.getTime() : -Infinity,
      until: until?.getTime() ?? Infinity,
    },
    limit,
  };
}

/** Keys are in the archive only where the envelope keeps them. Throws a UsageError for --key where it does not. */
export function refuseKey(key: string | undefined, config: Pick<Config, "envelope" | "envelopeInclude">): void {
  if (key === undefined || (config.envelope !== undefined && config.envelopeInclude.includes("key"))) return;
  throw new UsageError(
    "--key finds nothing in an archive whose records do not hold their partition keys.",
    "Records that are archived with --envelope --envelope-include key do. To search in the data: --where or --grep.",
  );
}
