import { logGroupStep } from "./log-group-step.ts";
import { ERROR_STREAM, errorLogGroup } from "../archive/layout/error-log.ts";

/** The log group into which Firehose writes why it could not deliver. Firehose makes neither group nor stream by itself. */
export const archiveLogs = logGroupStep({
  name: "archiveLogs",
  noun: "archive's error log",
  command: "archive",
  group: ({ config }) => errorLogGroup(config),
  stream: ERROR_STREAM,
  asked: ({ archive }) => (archive === undefined ? undefined : archive !== false),
  isOurs: () => false,
});
