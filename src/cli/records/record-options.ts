import type { Command } from "commander";
import { UsageError } from "../../engine/errors.ts";
import type { Position } from "../../records/position.ts";
import type { Selection } from "../../records/select.ts";

/** The flags that say which records to show, and how. */
export interface RecordOptions extends Selection {
  readonly since?: string;
  readonly until?: string;
  readonly limit?: string;
  readonly idleTimeout?: string;
  readonly shard?: readonly string[];
  readonly raw?: boolean;
  readonly decode: boolean;
}

export function recordFlags(command: Command, since: string): Command {
  return command
    .option("--stream-name <name>", "name of the stream, where it is not the proxy's")
    .option("--since <time>", `where to start: 15m, 1h30m, an ISO time, trim-horizon or latest (${since})`)
    .option("--until <time>", "leave out what arrived at this time or later")
    .option("--limit <count>", "stop after this many records")
    .option("--shard <id...>", "only these shards, by id or number")
    .option("--key <text>", "only records with this partition key")
    .option("--grep <regex>", "only records whose data matches, in the syntax of RE2; (?i) in front ignores case")
    .option("--exclude <regex>", "no records whose data matches")
    .option("--where <jmespath>", "only records for which this is true, such as \"data.event_name == 'install'\"")
    .option("--raw", "write the data as it is, and a line end")
    .option("--no-decode", "neither split aggregated records nor unpack gzip");
}

/** Throws a usage error for a wrong time, number, duration or pattern, and for flags that contradict each other, before AWS hears
 * of the command. `since` counts where no flag says another. */
export async function checkReading(options: RecordOptions & { readonly json?: boolean }, since: Position) {
  if (options.raw === true && options.json === true)
    throw new UsageError("--raw and --json exclude each other.", "Leave one of them out.");
  const { readingOf } = await import("./reading.ts");
  const { systemClock } = await import("../../engine/clock.ts");
  const { select } = await import("../../records/select.ts");
  readingOf(options, systemClock.now(), since);
  await select(options);
}
