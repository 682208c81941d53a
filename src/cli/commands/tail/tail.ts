import { defineCommand } from "../../command.ts";
import { recordFlags } from "../../records/record-flags.ts";
import { showingFlags } from "../../records/showing-flags.ts";
import { untilInterrupted } from "../../until-interrupted.ts";

const since = { type: "latest" } as const;

/** Follows the stream. */
export const tail = defineCommand({
  name: "tail",
  summary: "records as they arrive, decoded, until Ctrl-C",
  description:
    "Follows all shards of the stream, across splits and merges, and writes each record decoded as it arrives: one JSON object a line when piped or with --json.",
  examples: ["tail --name orders", "tail --key user-7 --idle-timeout 30s"],
  flags: {
    ...recordFlags(since.type),
    ...showingFlags,
    idleTimeout: { value: "<duration>", text: "stop after this long without a record, such as 30s" },
  },
  async run({ io, options, session }) {
    const { checkReading } = await import("../../records/check-reading.ts");
    await checkReading(options, io, since);
    return untilInterrupted(() =>
      session(options.output === "json" ? { options: { json: true } } : {}, async (session) => {
        const { showRecords } = await import("../../records/show-records.ts");
        await showRecords(session, options, { endless: true, since });
      }),
    );
  },
});
