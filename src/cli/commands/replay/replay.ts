import { defineCommand } from "../../command.ts";
import { archiveFlag } from "../../records/archive/archive-flags.ts";
import { concurrencyFlag } from "../../records/forward/forward-flags.ts";
import { recordFlags } from "../../records/record-flags.ts";

const { raw: _raw, fanOut: _fanOut, last: _last, ...selection } = recordFlags("none: it must be given");

/** Sends records of the past again. */
export const replay = defineCommand({
  name: "replay",
  summary: "records of the past sent again, to a URL or a stream",
  description:
    "Reads the records that arrived from --since up to --until, and POSTs each to a URL as tail --forward-to does, or puts it into another stream as it is stored, with its partition key. Order is kept: within a shard to a URL, within a partition key to a stream. Something may arrive twice where an answer was lost.",
  examples: [
    "replay --since 1h --to-url http://localhost:3000/events",
    "replay --since 2h --until 1h --to-stream orders-copy --dry-run",
  ],
  flags: {
    ...selection,
    ...archiveFlag,
    toUrl: { value: "<url>", text: "POST each record there" },
    toStream: { value: "<name>", text: "put each record into this stream, as it is stored" },
    rate: { value: "<number>", text: "at most this many records a second" },
    ...concurrencyFlag,
    dryRun: { text: "count what would be sent, and send nothing" },
  },
  async run(call) {
    const { runReplay } = await import("./run-replay.ts");
    return runReplay(call, call.options);
  },
});
