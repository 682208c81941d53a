import type { LiveStage } from "../../account/deployed.ts";
import type { Scope } from "../../account/scope.ts";
import type { RestApi } from "../definition.ts";
import type { MethodSetting, StageRecord } from "./stage-definition.ts";
import { badRequest } from "../faults.ts";
import { nowInSeconds } from "../gateway.ts";

/** A stage with AWS's defaults. */
export function newStage(scope: Scope, stageName: string, deploymentId: string): StageRecord {
  const now = nowInSeconds(scope);
  return {
    deploymentId,
    stageName,
    cacheClusterEnabled: false,
    cacheClusterStatus: "NOT_AVAILABLE",
    methodSettings: {},
    tracingEnabled: false,
    createdDate: now,
    lastUpdatedDate: now,
  };
}

/** Saves the stage, which the data plane serves from now on. Throws BadRequestException when there is no such deployment. */
export function saveStage(scope: Scope, api: RestApi, changed: StageRecord): StageRecord {
  const record: StageRecord = {
    ...changed,
    // The smallest, where none was asked for.
    ...(changed.cacheClusterEnabled ? { cacheClusterSize: changed.cacheClusterSize ?? "0.5" } : {}),
    cacheClusterStatus: changed.cacheClusterEnabled ? "AVAILABLE" : "NOT_AVAILABLE",
    lastUpdatedDate: nowInSeconds(scope),
  };
  const deployment = api.deployments.get(record.deploymentId);
  if (deployment === undefined) throw badRequest("Deployment id does not exist");
  const live: LiveStage = {
    stageName: record.stageName,
    api: deployment.api,
    variables: record.variables ?? {},
    methodSettings: liveSettings(record.methodSettings),
    ...liveLog(record),
    ...liveCanary(api, record),
    tracingEnabled: record.tracingEnabled,
  };
  api.stages.set(record.stageName, { record, live });
  return record;
}

/** Throws BadRequestException. */
export function checkStageName(name: string): void {
  if (/^[a-zA-Z0-9_-]{1,128}$/.test(name)) return;
  throw badRequest("Stage name only allows a-zA-Z0-9_-");
}

/** Names of stage variables are words; their values have only characters of URLs and ARNs. */
export function checkVariables(variables: Readonly<Record<string, string>> = {}): void {
  for (const [name, value] of Object.entries(variables)) {
    if (!/^[A-Za-z0-9_]{1,64}$/.test(name))
      throw badRequest(
        `Invalid stage variable name: ${name}. Please use values with alphanumeric characters and underscores.`,
      );
    if (!/^[A-Za-z0-9\-._~:/?#&=,]{0,512}$/.test(value)) {
      throw badRequest(
        `Stage variable value '${value}' for variable '${name}' is not valid. Please use values with alphanumeric characters and the symbols ' ', -', '.', '_', ':', '/', '?', '&', '=', and ','.`,
      );
    }
  }
}

/** `events/POST` and `~1events/POST` are two spellings of one method. */
function liveSettings(settings: Readonly<Record<string, MethodSetting>>): LiveStage["methodSettings"] {
  return Object.fromEntries(
    Object.entries(settings).map(([key, setting]) => {
      const spelled = key.startsWith("*") || key.startsWith("~1") ? key : `~1${key}`;
      const { throttlingBurstLimit, throttlingRateLimit, loggingLevel, dataTraceEnabled, metricsEnabled } = setting;
      const live = { throttlingBurstLimit, throttlingRateLimit, dataTraceEnabled, metricsEnabled };
      return [spelled, loggingLevel === undefined ? live : { ...live, loggingLevel }];
    }),
  );
}

/** Nothing is logged before both the destination and the format are there. */
function liveLog({ accessLogSettings: { destinationArn, format } = {} }: StageRecord): Pick<LiveStage, "accessLog"> {
  return destinationArn === undefined || format === undefined ? {} : { accessLog: { destinationArn, format } };
}

function liveCanary({ deployments }: RestApi, { canarySettings, variables }: StageRecord): Pick<LiveStage, "canary"> {
  const deployment = deployments.get(canarySettings?.deploymentId ?? "");
  if (canarySettings === undefined || deployment === undefined) return {};
  const { percentTraffic, stageVariableOverrides } = canarySettings;
  return { canary: { percentTraffic, api: deployment.api, variables: { ...variables, ...stageVariableOverrides } } };
}
