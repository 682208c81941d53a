import { defineCommand } from "../../command.ts";
import { faultFlag, faultNote, keepFlags } from "../local/fault-flag.ts";

/** A local AWS with a proxy on it. */
export const dev = defineCommand({
  name: "dev",
  summary: "a local AWS, an endpoint on it, and its records as they arrive",
  description:
    "Starts the local AWS, brings the proxy up on it, prints the URL and a curl line to paste, follows the stream, and shows what the endpoint refuses. Ctrl-C ends all of it.",
  examples: ["dev", "dev --api-key --fault throttle@PutRecord~10%"],
  settings: ["stream", "path", "method", "schema", "mapping", "respond", "stage", "limits"],
  flags: {
    port: { value: "<port>", text: "port of the local AWS; 0 for a free one (4566, or KINESIS_PROXY_LOCAL_PORT)" },
    ...keepFlags,
    ...faultFlag,
  },
  note: faultNote,
  async run({ io, options, session }) {
    const { runDev } = await import("./run-dev.ts");
    return runDev(io, options, session);
  },
});
