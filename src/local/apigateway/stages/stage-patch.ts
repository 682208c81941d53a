import type { StageRecord } from "./stage-definition.ts";
import { unknownCertificate } from "../account/unknown-certificate.ts";
import { versionIn } from "../rest-apis/documentation/version-in.ts";
import { badRequest } from "../faults.ts";
import { patchAccessLog } from "./stage-access-log.ts";
import { checkCacheSize } from "./cache-size.ts";
import { copyFromCanary, patchCanary } from "./stage-canary.ts";
import { patchMethodSetting, removeMethodSettings } from "./method-settings.ts";
import type { PatchOperation } from "../operation/patch.ts";
import { unescapePointer } from "../operation/patch.ts";
import { flagValue, textValue } from "../operation/patch-rules.ts";
import { unknownPath } from "./stage-paths.ts";
import { checkVariables } from "./stage-record.ts";
import { defined, without } from "../without.ts";
import type { StagePatchContext } from "./stage-patch-context.ts";

/** The stage after the operations of UpdateStage. Throws BadRequestException; of a stage's paths only its own members,
 * variables, access log, canary and method settings exist. */
export function patchStage(
  stage: StageRecord,
  operations: readonly PatchOperation[],
  context: StagePatchContext,
): StageRecord {
  return operations.reduce((patched, operation) => patchOnce(patched, operation, context), stage);
}

function patchOnce(stage: StageRecord, operation: PatchOperation, context: StagePatchContext): StageRecord {
  const { op, path = "", value } = operation;
  if (op === "copy") return copyFromCanary(stage, operation);
  if (op !== "add" && op !== "replace" && op !== "remove") {
    throw badRequest("Invalid patch operation specified. Must be one of: [add, remove, replace, copy]");
  }
  const segments = path.slice(1).split("/");
  const [head = "", name = ""] = segments;
  if (head === "variables" && segments.length === 2) return patchVariable(stage, op, unescapePointer(name), value);
  if (head === "accessLogSettings") return patchAccessLog(stage, op, segments, value, context);
  if (head === "canarySettings") return patchCanary(stage, op, segments, value, context);
  if (segments.length === 1) return patchMember(stage, op, head, value, context);
  if (op === "remove") return removeMethodSettings(stage, segments);
  return patchMethodSetting(stage, segments, value, context);
}

function patchMember(
  stage: StageRecord,
  op: "add" | "replace" | "remove",
  name: string,
  value: string | undefined,
  { api, clientCertificates }: StagePatchContext,
): StageRecord {
  const given = op === "remove" ? undefined : value;
  switch (name) {
    case "deploymentId":
      if (given === undefined || !api.deployments.has(given)) throw badRequest("Deployment id does not exist");
      return { ...stage, deploymentId: given };
    case "clientCertificateId":
      if (given && !clientCertificates.has(given)) throw unknownCertificate();
      return { ...without(stage, name), ...defined({ clientCertificateId: textValue(given) }) } as StageRecord;
    case "description":
    case "cacheClusterSize":
      if (name === "cacheClusterSize" && given !== undefined) checkCacheSize(given);
      return { ...without(stage, name), ...defined({ [name]: textValue(given) }) } as StageRecord;
    case "documentationVersion": {
      const version = textValue(given);
      if (version !== undefined) versionIn(api, version);
      return { ...without(stage, name), ...defined({ documentationVersion: version }) } as StageRecord;
    }
    case "tracingEnabled":
    case "cacheClusterEnabled":
      return { ...stage, [name]: flagValue(given) };
    default:
      throw unknownPath(`/${name}`);
  }
}

function patchVariable(stage: StageRecord, op: string, name: string, value: string | undefined): StageRecord {
  const { variables = {}, ...rest } = stage;
  const left = without(variables, name);
  const changed = op === "remove" || value === undefined ? left : { ...variables, [name]: value };
  checkVariables(changed);
  return Object.keys(changed).length === 0 ? rest : { ...rest, variables: changed };
}
