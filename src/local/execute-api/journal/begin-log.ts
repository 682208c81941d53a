import type { LiveStage } from "../../account/deployed.ts";
import type { Call } from "../call.ts";
import { compiled } from "../compiled.ts";
import { LiveLog } from "./live-log.ts";
import { settingsOf } from "./settings-of.ts";
import { rootOf } from "./variables.ts";
import type { Routed } from "../route.ts";

/** Starts the execution log of a request, where the stage logs the method. */
export function beginLog({ call, resource, httpMethod }: Routed): void {
  const { stage } = call;
  if (stage === undefined || !logs(stage)) return;
  const { loggingLevel, dataTraceEnabled } = settingsOf(stage, resource.path, httpMethod);
  if (loggingLevel !== "ERROR" && loggingLevel !== "INFO") return;
  const { clock } = call.platform;
  call.log = new LiveLog(call.requestId, () => clock.now(), loggingLevel, dataTraceEnabled === true);
  call.log.add(`Extended Request Id: ${call.extendedRequestId}`, "frame");
}

/** Adds what API Gateway logs after the method is completed. */
export function endLog({ log, trail, stage, traceId }: Call): void {
  const endpoint = trail.integration?.requestId;
  if (endpoint !== undefined) log?.add(`AWS Integration Endpoint RequestId : ${endpoint}`);
  if (stage?.tracingEnabled === true) log?.add(`X-ray Tracing ID : ${rootOf(traceId)}`);
}

const logs = compiled(({ methodSettings }: LiveStage) =>
  Object.values(methodSettings).some(({ loggingLevel = "OFF" }) => loggingLevel !== "OFF"),
);
