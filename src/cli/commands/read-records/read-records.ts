import { defineCommand } from "../../command.ts";
import { archiveFlag } from "../../records/archive/archive-flags.ts";
import { recordFlags } from "../../records/record-flags.ts";
import { showingFlags } from "../../records/showing-flags.ts";

const since = { type: "trim-horizon" } as const;

/** Reads the stream once. */
export const readRecords = defineCommand({
  name: "read-records",
  summary: "what is in the stream, decoded",
  description:
    "Reads all shards once until caught up, and writes each record decoded: one JSON object a line when piped or with --json.",
  examples: ["read-records --since 15m --limit 10", "read-records --grep error --json"],
  flags: { ...recordFlags(since.type), ...archiveFlag, ...showingFlags },
  async run(call) {
    if (call.options.fromArchive !== undefined && call.options.fromArchive !== false) {
      const { runArchiveReading } = await import("../../records/archive/run-archive-reading.ts");
      return runArchiveReading(call, call.options, call.options.fromArchive);
    }
    const { runReading } = await import("../../records/run-reading.ts");
    return runReading(call, call.options, { endless: false, since });
  },
});
