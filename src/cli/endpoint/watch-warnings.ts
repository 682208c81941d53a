import { executionLogGroup } from "../../steps/watch/log-group-names.ts";
import type { Session } from "../session.ts";

/** What whoever switched logs on should know each time. */
export function watchWarnings(session: Session): readonly string[] {
  const { dataTrace, executionLog = "OFF", alarms, accessLog, accessLogFormat } = session.config;
  const group = executionLogGroup(session) ?? "the execution log";
  return [
    ...(dataTrace === true && executionLog !== "OFF"
      ? [
          `Data trace is on: bodies and headers of requests, with all that is secret in them, are written into ${group}. To end it: --no-data-trace.`,
        ]
      : []),
    ...(alarms && accessLog === true && accessLogFormat?.type === "own"
      ? [
          "Integration failures and throttled requests have no alarm: they are counted in the usual format of the access log only. For that: --no-access-log-format.",
        ]
      : []),
  ];
}

/** Warns of it. */
export function warnOfWatch(session: Session): void {
  for (const text of watchWarnings(session)) session.report.event({ type: "warning", text });
}
