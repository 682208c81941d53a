import type { Scope } from "../../account/scope.ts";
import type { RestApi } from "../definition.ts";
import type { CanarySettings, Deployment } from "../stages/stage-definition.ts";
import { badRequest, notFound } from "../faults.ts";
import { apiOf, nowInSeconds } from "../gateway.ts";
import { operation } from "../operation/operation.ts";
import { page } from "../operation/page.ts";
import { applyPatch, patchBody } from "../operation/patch.ts";
import { member, textValue } from "../operation/patch-rules.ts";
import { randomId } from "../random-id.ts";
import { map } from "../../shape/collection.ts";
import { double, flag } from "../../shape/scalar.ts";
import { text } from "../../shape/text.ts";
import { structure } from "../../shape/structure.ts";
import { cacheSize } from "../stages/cache-size.ts";
import { checkPercent } from "../stages/stage-canary.ts";
import { snapshot } from "./snapshot.ts";
import { checkStageName, checkVariables, newStage, saveStage } from "../stages/stage-record.ts";
import { defined, without } from "../without.ts";

export const createDeployment = operation({
  name: "CreateDeployment",
  route: "POST /restapis/{restApiId}/deployments",
  ok: 201,
  body: {
    stageName: text(),
    stageDescription: text(),
    description: text(),
    cacheClusterEnabled: flag,
    cacheClusterSize: cacheSize,
    variables: map(text()),
    canarySettings: structure({ percentTraffic: double, stageVariableOverrides: map(text()), useStageCache: flag }),
    tracingEnabled: flag,
  },
  run(scope, input) {
    const api = apiOf(scope, input.restApiId);
    checkDeployable(api);
    checkPrivate(api);
    if (input.canarySettings !== undefined) {
      checkCanary(api, input.stageName);
      checkPercent(input.canarySettings.percentTraffic ?? 0);
    }
    const stageName = input.stageName || undefined;
    if (stageName !== undefined) checkStageName(stageName);
    checkVariables(input.variables);
    const id = randomId(6);
    const deployment: Deployment = {
      ...defined({ description: textValue(input.description) }),
      id,
      createdDate: nowInSeconds(scope),
      api: snapshot(scope, api, id),
    };
    api.deployments.set(id, deployment);
    if (stageName !== undefined) deployTo(scope, api, stageName, id, input);
    return shown(deployment, []);
  },
});

export const getDeployment = operation({
  name: "GetDeployment",
  route: "GET /restapis/{restApiId}/deployments/{deploymentId}",
  ok: 200,
  query: ["embed"],
  run: (scope, input) => shown(deploymentOf(apiOf(scope, input.restApiId), input.deploymentId), input.embed ?? []),
});

export const getDeployments = operation({
  name: "GetDeployments",
  route: "GET /restapis/{restApiId}/deployments",
  ok: 200,
  query: ["position", "limit"],
  run(scope, input) {
    const all = [...apiOf(scope, input.restApiId).deployments.values()].map((deployment) => shown(deployment, []));
    return page(all, input, (deployment) => deployment.id);
  },
});

export const updateDeployment = operation({
  name: "UpdateDeployment",
  route: "PATCH /restapis/{restApiId}/deployments/{deploymentId}",
  ok: 200,
  body: patchBody,
  run(scope, input) {
    const deployment = deploymentOf(apiOf(scope, input.restApiId), input.deploymentId);
    const { description } = deployment;
    const patched = applyPatch<{ readonly description?: string }>(defined({ description }), input.patchOperations, [
      member("description", textValue),
    ]);
    if (patched.description === undefined) delete deployment.description;
    Object.assign(deployment, patched);
    return shown(deployment, []);
  },
});

export const deleteDeployment = operation({
  name: "DeleteDeployment",
  route: "DELETE /restapis/{restApiId}/deployments/{deploymentId}",
  ok: 202,
  run(scope, input) {
    const api = apiOf(scope, input.restApiId);
    const { id } = deploymentOf(api, input.deploymentId);
    for (const { record } of api.stages.values()) {
      if (record.deploymentId !== id && record.canarySettings?.deploymentId !== id) continue;
      throw badRequest("Active stages pointing to this deployment must be moved or deleted");
    }
    api.deployments.delete(id);
  },
});

/** Throws NotFoundException. */
function deploymentOf(api: RestApi, id: string): Deployment {
  const deployment = api.deployments.get(id);
  if (deployment === undefined) throw notFound("Invalid Deployment identifier specified");
  return deployment;
}

function checkDeployable(api: RestApi): void {
  const methods = [...api.resources.values()].flatMap((resource) => [...resource.methods.values()]);
  if (methods.length === 0) throw badRequest("The REST API doesn't contain any methods");
  if (methods.some((method) => method.methodIntegration === undefined)) {
    throw badRequest("No integration defined for method");
  }
}

function checkPrivate({ record }: RestApi): void {
  if (record.endpointConfiguration.types.includes("PRIVATE") && !record.policy)
    throw badRequest("Private REST API doesn't have a resource policy attached to it");
}

function checkCanary(api: RestApi, stageName: string | undefined): void {
  const invalid = "Invalid deployment content specified.";
  if (!stageName) {
    const given = stageName ?? "null";
    throw badRequest(
      `${invalid}Non null and non empty stageName must be provided for canary deployment. Provided value is ${given}`,
    );
  }
  if (!api.stages.has(stageName)) {
    throw badRequest(`${invalid}Stage ${stageName} must already be created before making a canary release deployment`);
  }
}

interface StageInput {
  readonly stageDescription?: string;
  readonly cacheClusterEnabled?: boolean;
  readonly cacheClusterSize?: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly tracingEnabled?: boolean;
  readonly canarySettings?: Partial<Omit<CanarySettings, "deploymentId">>;
}

/** Makes the stage, or points the one that is there at the deployment and ends its canary. */
function deployTo(scope: Scope, api: RestApi, stageName: string, deploymentId: string, input: StageInput): void {
  const { cacheClusterEnabled, cacheClusterSize, variables, tracingEnabled, canarySettings } = input;
  const there = api.stages.get(stageName);
  const settings = defined({ description: textValue(input.stageDescription), cacheClusterSize, variables });
  if (canarySettings !== undefined && there !== undefined) {
    const canary = { percentTraffic: 0, useStageCache: false, ...canarySettings, deploymentId };
    saveStage(scope, api, { ...there.record, canarySettings: canary });
    return;
  }
  const was = there === undefined ? newStage(scope, stageName, deploymentId) : without(there.record, "canarySettings");
  saveStage(scope, api, { ...was, ...settings, ...defined({ cacheClusterEnabled, tracingEnabled }), deploymentId });
}

/** `embed=apisummary` adds what each method asks of its callers, by path and method. */
function shown({ id, description, createdDate, api }: Deployment, embed: readonly string[]) {
  const deployment = { ...defined({ description }), id, createdDate };
  if (!embed.some((value) => value.split(",").includes("apisummary"))) return deployment;
  const paths = api.resources.map(({ path, methods }) => [path, methods] as const);
  const apiSummary = Object.fromEntries(
    paths.map(([path, methods]) => [
      path,
      Object.fromEntries(
        Object.values(methods).map(({ httpMethod, authorizationType, apiKeyRequired }) => [
          httpMethod,
          { authorizationType, apiKeyRequired },
        ]),
      ),
    ]),
  );
  return { ...deployment, apiSummary };
}
