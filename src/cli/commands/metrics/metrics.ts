import { defineCommand } from "../../command.ts";

/** Shows how the proxy does. */
export const metrics = defineCommand({
  name: "metrics",
  summary: "requests, errors, latency and records of the last hour",
  description:
    "Reads what CloudWatch has of the stage, the stream and the archive, slot by slot: requests and their outcome, latency, records and bytes, the share of what the shards take, throttled and failed puts, the age of what readers see. CloudWatch is a minute or two late.",
  examples: ["metrics --since 1d", "metrics --watch"],
  settings: ["which-stream", "which-api", "stage"],
  flags: {
    since: { value: "<time>", text: "where to start: 15m, 1h30m or an ISO time (1h)" },
    period: { value: "<duration>", text: "length of a slot: whole minutes (such that there are thirty)" },
    watch: { text: "show it anew every half minute, until Ctrl-C" },
  },
  async run(call) {
    const { runMetrics } = await import("./run-metrics.ts");
    return runMetrics(call, call.options);
  },
});
