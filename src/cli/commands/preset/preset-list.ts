import { defineCommand } from "../../command.ts";

/** Lists the presets. */
export const presetList = defineCommand({
  name: "preset list",
  summary: "the known senders",
  description: "Lists the senders for whom `up --preset NAME` knows the settings.",
  examples: ["preset list"],
  async run({ io, options }) {
    const { listPresets } = await import("./show-presets.ts");
    await listPresets(io, options);
  },
});
