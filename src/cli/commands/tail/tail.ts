import { defineCommand } from "../../command.ts";
import { recordFlags } from "../../records/record-flags.ts";
import { showingFlags } from "../../records/showing-flags.ts";

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
  async run(call) {
    const { runReading } = await import("../../records/run-reading.ts");
    return runReading(call, call.options, { endless: true, since });
  },
});
