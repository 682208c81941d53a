import { logGroupStep } from "./log-group-step.ts";
import { accessLogGroup } from "./log-group/log-group-names.ts";

/** The log group of the access log. */
export const logs = logGroupStep({
  name: "logs",
  noun: "access log",
  command: "deploy",
  group: accessLogGroup,
  asked: ({ accessLog }) => accessLog,
  isOurs: () => false,
});
