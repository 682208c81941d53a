import { defineCommand } from "../../command.ts";

/** Lists the proxies of an account. */
export const list = defineCommand({
  name: "list",
  summary: "every proxy of the account in the region",
  description:
    "Finds every proxy by the tags of its REST API and its role, whoever made it from wherever: its name, URL and stream. Changes nothing, and needs no state file. A role is not bound to a region, so those that were half made in other regions are listed with their region.",
  examples: ["list", "list --all-regions", "list --json"],
  flags: { allRegions: { text: "look in each region that the account has enabled" } },
  async run({ options, reading }) {
    const { runList } = await import("./run-list.ts");
    return reading(true, {}, (session) => runList(session, options));
  },
});
