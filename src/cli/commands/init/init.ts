import { defineCommand } from "../../command.ts";

/** Writes the settings file. */
export const init = defineCommand({
  name: "init",
  summary: "write kinesis-proxy.json: asks, or takes flags",
  description:
    "Writes kinesis-proxy.json into this folder: what differs from the defaults, and where editors find its schema. It asks for what most people decide; what a flag says is not asked, and --yes asks nothing. Answers may come by a pipe, a line each. It calls no AWS.",
  examples: ["init", "init --yes --name orders --on-demand", "init --preset github"],
  settings: "all",
  flags: { force: { text: "replace the kinesis-proxy.json that is there" } },
  async run({ io, options }) {
    const { runInit } = await import("./run-init.ts");
    await runInit(io, options);
  },
});
