import { defineCommand } from "../../command.ts";

/** Shows the access log. */
export const logs = defineCommand({
  name: "logs",
  summary: "each request, and why it was refused",
  description:
    "Reads the access log of the stage (up --access-log), a line a request: time, status, method, path, milliseconds, address, and of a refused one why. With --execution also what API Gateway writes while it works (up --execution-log).",
  examples: ["logs -f --status 4xx 5xx", "logs --since 1h --slow 1s --json"],
  settings: ["which-api", "stage"],
  flags: {
    follow: { short: "-f", text: "go on with what comes, until Ctrl-C" },
    since: { value: "<time>", text: "where to start: 15m, 1h30m or an ISO time (10m)" },
    until: { value: "<time>", text: "leave out what came at this time or later" },
    status: { value: "<status...>", text: "only these, such as 429, 4xx or 5xx" },
    slow: { value: "<duration>", text: "only requests that took this long or longer, such as 1s" },
    grep: { value: "<regex>", text: "only lines that match, in the syntax of RE2; (?i) in front ignores case" },
    limit: { value: "<count>", text: "stop after this many lines" },
    execution: { text: "the execution log, too" },
  },
  async run(call) {
    const { runLogs } = await import("./run-logs.ts");
    return runLogs(call, call.options);
  },
});
