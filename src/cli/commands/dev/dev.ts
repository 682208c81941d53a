import { defineCommand } from "../../command.ts";
import { concurrencyFlag } from "../../records/forward/forward-flags.ts";
import { selectionFlags } from "../../records/record-flags.ts";
import { showingFlags } from "../../records/showing-flags.ts";
import { faultFlag, faultNote, keepFlags } from "../local/fault-flag.ts";

/** A local AWS with a proxy on it. */
export const dev = defineCommand({
  name: "dev",
  summary: "a local AWS, an endpoint on it, and its requests and records as they come",
  description:
    'Starts the local AWS, brings the proxy up on it and prints lines to paste. Then it shows each request with its record, or with the reason why it was refused, and applies each change of kinesis-proxy.json and of the files that settings name. On a terminal, keys send, replay and more. With --json, stdout has the document of up, then a JSON document a line: {"request":…} for a request, and each record as tail writes it. Ctrl-C ends all of it.',
  examples: [
    "dev",
    "dev --accept json form --time local",
    "dev --api-key --fault throttle@PutRecord~10%",
    "dev --forward-to http://localhost:3000/events",
  ],
  settings: "all",
  flags: {
    port: { value: "<port>", text: "port of the local AWS; 0 for a free one (4566)" },
    ...keepFlags,
    ...faultFlag,
    probe: { no: true, text: "do not wait until the endpoint works" },
    ...selectionFlags("trim-horizon"),
    ...showingFlags,
    forwardTo: { value: "<url>", text: "POST each record to this URL, in place of showing it" },
    ...concurrencyFlag,
    idleTimeout: { value: "<duration>", text: "end after this long without a record, such as 30s" },
  },
  note: faultNote,
  async run({ io, options, session }) {
    const { runDev } = await import("./run-dev.ts");
    return runDev(io, options, session);
  },
});
