import { need } from "../../engine/need.ts";
import { api } from "../api/api.ts";
import { logGroupStep } from "./log-group-step.ts";
import { executionLogGroup, executionLogGroups } from "./log-group/log-group-names.ts";

/** The log group of the execution log. API Gateway names it and makes it by itself, with lines that are kept for ever: made before that,
 * it is ours, and what API Gateway has made for an API or a stage of ours is taken over. */
export const executionLogs = logGroupStep({
  name: "execution-logs",
  noun: "execution log",
  command: "deploy",
  group: executionLogGroup,
  asked: ({ executionLog }) => executionLog && executionLog !== "OFF",
  isOurs: (ctx) => need(ctx, api).ours,
  // Its name is not known before the API is made.
  rehearsedAs: ({ config, state }) =>
    config.accessLog === true
      ? undefined
      : `API-Gateway-Execution-Logs_${state.get(api)?.id ?? "0000000000"}/${config.stage}`,
  others: executionLogGroups,
});
