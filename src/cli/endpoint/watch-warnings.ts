import { api } from "../../steps/api/api.ts";
import { stage } from "../../steps/watch/stage.ts";
import { UNMADE } from "../../steps/unmade.ts";
import { executionLogGroup } from "../../steps/watch/log-group/log-group-names.ts";
import { namesakes } from "../../steps/watch/namesakes.ts";
import type { Session } from "../session.ts";

/** What whoever switched logs, alarms or the dashboard on should know each time. `ahead`: the settings are not all in AWS yet. */
export async function watchWarnings(session: Session, { ahead = false } = {}): Promise<readonly string[]> {
  const { dataTrace, executionLog = "OFF", alarms, dashboard, accessLog, accessLogFormat } = session.config;
  const traced = session.known.get(stage)?.facts["data-trace"] ?? false;
  const group = executionLogGroup(session) ?? "the execution log";
  const watchers = [...(alarms ? ["alarm"] : []), ...(dashboard === true ? ["graph"] : [])].join(" and no ");
  return [
    ...(traced || (ahead && dataTrace === true && executionLog !== "OFF")
      ? [
          `Data trace is on: bodies and headers of requests, with all that is secret in them, are written into ${group}. To end it: --no-data-trace.`,
        ]
      : []),
    ...(watchers !== "" && accessLog === true && accessLogFormat?.type === "own"
      ? [
          `Integration failures and throttled requests have no ${watchers}: they are counted in the usual format of the access log only. For that: --no-access-log-format.`,
        ]
      : []),
    ...(watchers === "" ? [] : await namesakeWarning(session)),
  ];
}

/** API Gateway's metrics know an API by its name alone: those of two of one name are added up. */
async function namesakeWarning(session: Session): Promise<readonly string[]> {
  const own = session.known.get(api);
  if (own === undefined || own.ids.id === UNMADE) return [];
  const others = await namesakes(session, { id: own.ids.id, name: own.facts["api-name"] });
  if (others.length === 0) return [];
  return [
    `Another REST API is called ${own.facts["api-name"]} (${others.join(", ")}): CloudWatch adds up the metrics of both, and so do alarms and dashboard. To tell them apart: --api-name.`,
  ];
}

/** Warns of it. */
export async function warnOfWatch(session: Session): Promise<void> {
  for (const text of await watchWarnings(session)) session.report.event({ type: "warning", text });
}
