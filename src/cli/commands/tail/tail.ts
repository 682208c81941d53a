import { defineCommand } from "../../command.ts";
import { concurrencyFlag } from "../../records/forward/forward-flags.ts";
import { recordFlags } from "../../records/record-flags.ts";
import { showingFlags } from "../../records/showing-flags.ts";

const since = { type: "latest" } as const;

/** Follows the stream. */
export const tail = defineCommand({
  name: "tail",
  summary: "records as they arrive, decoded, until Ctrl-C",
  description:
    "Follows all shards of the stream, across splits and merges, and writes each record decoded as it arrives: one JSON object a line when piped or with --json.",
  examples: [
    "tail --name orders",
    "tail --key user-7 --idle-timeout 30s",
    "tail --forward-to http://localhost:3000/events",
  ],
  flags: {
    ...recordFlags(since.type),
    ...showingFlags,
    forwardTo: {
      value: "<url>",
      text: "POST each record to this URL, in order within a shard, in place of showing it",
    },
    ...concurrencyFlag,
    idleTimeout: { value: "<duration>", text: "stop after this long without a record, such as 30s" },
  },
  async run(call) {
    const { runReading } = await import("../../records/run-reading.ts");
    const how = { endless: true, since };
    const { forwardTo: url, concurrency } = call.options;
    if (url === undefined && concurrency === undefined) return runReading(call, call.options, how);
    const { runForward } = await import("./run-forward.ts");
    return runForward(call, call.options, how);
  },
});
