import type { Scope } from "../../account/scope.ts";
import type { RestApi } from "../definition.ts";
import type { Stage } from "./stage-definition.ts";
import { badRequest, conflict } from "../faults.ts";
import { versionIn } from "../rest-apis/documentation/version-in.ts";
import { apiOf, gatewayOf } from "../gateway.ts";
import { checkUnmapped } from "../domain-names/check-unmapped.ts";
import { operation } from "../operation/operation.ts";
import { patchBody } from "../operation/patch.ts";
import { textValue } from "../operation/patch-rules.ts";
import { detachFromPlans } from "../usage-plans/plan-stages.ts";
import { map } from "../../shape/collection.ts";
import { double, flag } from "../../shape/scalar.ts";
import { text } from "../../shape/text.ts";
import { required, structure } from "../../shape/structure.ts";
import { cacheSize } from "./cache-size.ts";
import { checkPercent } from "./stage-canary.ts";
import { stageIn } from "./stage-in.ts";
import { patchStage } from "./stage-patch.ts";
import { checkStageName, checkVariables, newStage, saveStage } from "./stage-record.ts";
import { checkTags } from "../tags/tag-rules.ts";
import { defined } from "../without.ts";

export const createStage = operation({
  name: "CreateStage",
  route: "POST /restapis/{restApiId}/stages",
  ok: 201,
  body: {
    stageName: required(text()),
    deploymentId: required(text()),
    description: text(),
    cacheClusterEnabled: flag,
    cacheClusterSize: cacheSize,
    variables: map(text()),
    documentationVersion: text(),
    canarySettings: structure({
      percentTraffic: double,
      deploymentId: required(text()),
      stageVariableOverrides: map(text()),
      useStageCache: flag,
    }),
    tracingEnabled: flag,
    tags: map(text()),
  },
  run(scope, input) {
    const api = apiOf(scope, input.restApiId);
    checkStageName(input.stageName);
    if (api.stages.has(input.stageName)) throw conflict("Stage already exists");
    checkVariables(input.variables);
    if (input.tags !== undefined) checkTags(input.tags);
    const { description, cacheClusterEnabled, cacheClusterSize, variables, documentationVersion, tracingEnabled } =
      input;
    if (documentationVersion !== undefined && documentationVersion !== "") versionIn(api, documentationVersion);
    const canary = input.canarySettings;
    if (canary !== undefined && !api.deployments.has(canary.deploymentId))
      throw badRequest("Deployment id does not exist");
    if (canary !== undefined) checkPercent(canary.percentTraffic ?? 0);
    return saveStage(scope, api, {
      ...newStage(scope, input.stageName, input.deploymentId),
      ...defined({
        description: textValue(description),
        cacheClusterEnabled,
        cacheClusterSize,
        variables,
        documentationVersion: textValue(documentationVersion),
        tracingEnabled,
      }),
      ...defined({ tags: input.tags }),
      ...(canary === undefined ? {} : { canarySettings: { percentTraffic: 0, useStageCache: false, ...canary } }),
    });
  },
});

export const getStage = operation({
  name: "GetStage",
  route: "GET /restapis/{restApiId}/stages/{stageName}",
  ok: 200,
  run: (scope, names) => stageOf(scope, names).stage.record,
});

export const getStages = operation({
  name: "GetStages",
  route: "GET /restapis/{restApiId}/stages",
  ok: 200,
  query: ["deploymentId"],
  run(scope, { restApiId, deploymentId }) {
    const all = [...apiOf(scope, restApiId).stages.values()].map((stage) => stage.record);
    const asked = deploymentId?.[0];
    const item = all.filter((record) => asked === undefined || record.deploymentId === asked);
    return { item: item.toSorted((a, b) => (a.stageName < b.stageName ? -1 : 1)) };
  },
});

export const updateStage = operation({
  name: "UpdateStage",
  route: "PATCH /restapis/{restApiId}/stages/{stageName}",
  ok: 200,
  body: patchBody,
  run(scope, input) {
    const { api, stage } = stageOf(scope, input);
    const { cloudwatchRoleArn, clientCertificates } = gatewayOf(scope);
    const context = { api, cloudwatchRoleArn, clientCertificates };
    const patched = patchStage(stage.record, input.patchOperations ?? [], context);
    return saveStage(scope, api, patched);
  },
});

export const deleteStage = operation({
  name: "DeleteStage",
  route: "DELETE /restapis/{restApiId}/stages/{stageName}",
  ok: 202,
  run(scope, names) {
    const { api, stage } = stageOf(scope, names);
    checkUnmapped(scope, api.id, stage.record.stageName);
    api.stages.delete(stage.record.stageName);
    detachFromPlans(scope, api.id, stage.record.stageName);
  },
});

// There is no cache to empty here.
export const flushStageCache = operation({
  name: "FlushStageCache",
  route: "DELETE /restapis/{restApiId}/stages/{stageName}/cache/data",
  ok: 202,
  run: (scope, names) => void stageOf(scope, names),
});

export const flushStageAuthorizersCache = operation({
  name: "FlushStageAuthorizersCache",
  route: "DELETE /restapis/{restApiId}/stages/{stageName}/cache/authorizers",
  ok: 202,
  run: (scope, names) => void stageOf(scope, names),
});

function stageOf(
  scope: Scope,
  { restApiId, stageName }: { readonly restApiId: string; readonly stageName: string },
): { readonly api: RestApi; readonly stage: Stage } {
  const api = apiOf(scope, restApiId);
  return { api, stage: stageIn(api, stageName) };
}
