import type { CanarySettings, StageRecord } from "./stage-definition.ts";
import { badRequest } from "../faults.ts";
import type { PatchOperation } from "../operation/patch.ts";
import { unescapePointer } from "../operation/patch.ts";
import { flagValue } from "../operation/patch-rules.ts";
import { nothingToRemove, unknownPath } from "./stage-paths.ts";
import type { StagePatchContext } from "./stage-patch-context.ts";
import { without } from "../without.ts";

/** UpdateStage below `/canarySettings`. */
export function patchCanary(
  stage: StageRecord,
  op: "add" | "replace" | "remove",
  segments: readonly string[],
  value: string | undefined,
  { api }: StagePatchContext,
): StageRecord {
  if (op === "remove") {
    if (segments.length > 1) throw nothingToRemove(segments);
    return without(stage, "canarySettings");
  }
  const path = `/${segments.join("/")}`;
  const [, name = "", key = ""] = segments;
  const canary = stage.canarySettings ?? { percentTraffic: 0, useStageCache: false, deploymentId: stage.deploymentId };
  const put = (changed: Partial<CanarySettings>) => ({ ...stage, canarySettings: { ...canary, ...changed } });
  if (name === "stageVariableOverrides" && segments.length === 3) {
    const overrides = { ...canary.stageVariableOverrides, [unescapePointer(key)]: value ?? "" };
    return put({ stageVariableOverrides: overrides });
  }
  if (segments.length !== 2) throw unknownPath(path);
  switch (name) {
    case "deploymentId":
      if (op === "add") throw badRequest(`Invalid add operation with path: ${path}`);
      if (value === undefined || !api.deployments.has(value)) throw badRequest("Deployment id does not exist");
      return put({ deploymentId: value });
    case "percentTraffic":
      return put({ percentTraffic: checkPercent(Number(value || NaN)) });
    case "useStageCache":
      return put({ useStageCache: flagValue(value) });
    default:
      throw unknownPath(path);
  }
}

/** Throws BadRequestException for what is no share of the traffic. AWS's own words are not known; its guide says "between 0.0 and 100.0,
 * inclusive". */
export function checkPercent(percent: number): number {
  if (percent >= 0 && percent <= 100) return percent;
  throw badRequest("Invalid canary percent traffic, must be between 0.0 and 100.0");
}

/** Promotes the canary: its deployment or its variables become the stage's own, and it gets no traffic any more. */
export function copyFromCanary(stage: StageRecord, { path = "", from = "" }: PatchOperation): StageRecord {
  const isDeployment = path === "/deploymentId" && from === "/canarySettings/deploymentId";
  const isVariables = path === "/variables" && from === "/canarySettings/stageVariableOverrides";
  if (!isDeployment && !isVariables) {
    throw badRequest(
      `Invalid copy operation with path: ${path} and from ${from}. Valid copy:path are [/deploymentId, /variables] ` +
        "and valid copy:from are [/canarySettings/deploymentId, /canarySettings/stageVariableOverrides]",
    );
  }
  const canary = stage.canarySettings;
  if (canary === undefined) throw badRequest("Promotion not available. Canary does not exist.");
  const canarySettings = { ...canary, percentTraffic: 0 };
  if (isDeployment) return { ...stage, deploymentId: canary.deploymentId, canarySettings };
  return { ...stage, variables: { ...stage.variables, ...canary.stageVariableOverrides }, canarySettings };
}
