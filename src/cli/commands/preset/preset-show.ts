import { presetNames } from "../../../settings/presets.ts";
import { defineCommand } from "../../command.ts";

/** Shows one preset. */
export const presetShow = defineCommand({
  name: "preset show",
  summary: "the settings for a sender, and what to type into its console",
  description:
    "Shows what `up --preset NAME` sets, what to type into the sender's console, where that is documented, and what of it nobody has tried. Flags, variables and kinesis-proxy.json win over a preset; what it sets is remembered as if it had been typed.",
  examples: ["preset show github", "preset show stripe --json"],
  argument: { usage: "<name>", values: presetNames, text: "the sender; `preset list` lists them" },
  async run({ io, options, argument }) {
    const { showPreset } = await import("./show-presets.ts");
    await showPreset(io, options, argument ?? "");
  },
});
