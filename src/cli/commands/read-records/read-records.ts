import { defineCommand } from "../../command.ts";
import { recordFlags } from "../../records/record-flags.ts";
import { showingFlags } from "../../records/showing-flags.ts";
import { untilInterrupted } from "../../until-interrupted.ts";

const since = { type: "trim-horizon" } as const;

/** Reads the stream once. */
export const readRecords = defineCommand({
  name: "read-records",
  summary: "what is in the stream, decoded",
  description:
    "Reads all shards once until caught up, and writes each record decoded: one JSON object a line when piped or with --json.",
  examples: ["read-records --since 15m --limit 10", "read-records --grep error --json"],
  flags: { ...recordFlags(since.type), ...showingFlags },
  async run({ io, options, session }) {
    const { checkReading } = await import("../../records/check-reading.ts");
    await checkReading(options, io, since);
    return untilInterrupted(() =>
      session(options.output === "json" ? { options: { json: true } } : {}, async (session) => {
        const { showRecords } = await import("../../records/show-records.ts");
        await showRecords(session, options, { endless: false, since });
      }),
    );
  },
});
