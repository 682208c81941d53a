import { defineCommand } from "../../command.ts";

/** Reckons the price of a month. */
export const cost = defineCommand({
  name: "cost",
  summary: "what a month costs at a given load, and what limits first",
  description:
    "Reckons a month of what is configured, line by line, at a load that you name or, with --since, at the one that CloudWatch measured: before free tiers, discounts and taxes. Then the cheapest mode of the stream, the same by the batch route, and what limits first. Prices of us-east-1, us-east-2 and us-west-2 ship, with their date; --prices takes others. Without --since it calls no AWS.",
  examples: [
    "cost --events 10M --size 1.5KB",
    "cost --events 2B --on-demand --archive",
    "cost --since 7d --name orders",
  ],
  settings: "all",
  flags: {
    events: { value: "<count>", text: "events a month: 10M, 250k, 2B (10M)" },
    size: { value: "<size>", text: "size of one: 1.5KB, 300, 1MB (1.5KB)" },
    peak: { value: "<factor>", text: "the busiest second has so many times the average (3)" },
    readers: { value: "<count>", text: "programs that read the stream, beside the archive (1)" },
    perRequest: { value: "<count>", text: "events in a request to the batch route, for the comparison (100)" },
    since: { value: "<time>", text: "the load that was measured since then: 7d, 12h" },
    prices: { value: "<file>", text: "JSON with prices by region, as --json shows them" },
  },
  async run(call) {
    const { runCost } = await import("./run-cost.ts");
    return runCost(call);
  },
});
