import type { Scope } from "../../account/scope.ts";
import { checkPolicyAccess } from "../operation/access.ts";
import type { RestApi, RestApiRecord } from "../definition.ts";
import { checkVpcEndpoints, endpointConfiguration, endpointConfigurationShape } from "./endpoint-configuration.ts";
import { badRequest } from "../faults.ts";
import { apiOf, gatewayOf, nowInSeconds } from "../gateway.ts";
import { defaultModels } from "./models.ts";
import { checkUnmapped } from "../domain-names/check-unmapped.ts";
import { securityPolicies } from "../domain-names/domain-patch.ts";
import { operation } from "../operation/operation.ts";
import { page } from "../operation/page.ts";
import { applyPatch, patchBody } from "../operation/patch.ts";
import { detachFromPlans } from "../usage-plans/plan-stages.ts";
import { randomId } from "../random-id.ts";
import { keptPolicy, shownPolicy } from "./resource-policy.ts";
import { apiName, checkCompression, restApiRules } from "./rest-api-patch.ts";
import { list, map } from "../../shape/collection.ts";
import { flag, integer } from "../../shape/scalar.ts";
import { oneOf, text } from "../../shape/text.ts";
import { required } from "../../shape/structure.ts";
import { checkTags } from "../tags/tag-rules.ts";
import { defined } from "../without.ts";

export const createRestApi = operation({
  name: "CreateRestApi",
  route: "POST /restapis",
  ok: 201,
  body: {
    name: required(text()),
    description: text(),
    version: text(),
    cloneFrom: text(),
    binaryMediaTypes: list(text()),
    minimumCompressionSize: integer(),
    apiKeySource: oneOf("HEADER", "AUTHORIZER"),
    endpointConfiguration: endpointConfigurationShape,
    policy: text(),
    tags: map(text()),
    disableExecuteApiEndpoint: flag,
    securityPolicy: oneOf(...securityPolicies),
    endpointAccessMode: oneOf("BASIC", "STRICT"),
  },
  run(scope, input) {
    if (input.description === "") throw badRequest("Description cannot be an empty string");
    if (input.minimumCompressionSize !== undefined) checkCompression(input.minimumCompressionSize);
    if (input.tags !== undefined) checkTags(input.tags);
    const id = randomId(10);
    if (input.policy !== undefined) checkPolicyAccess(scope, "*");
    const api = newRestApi(scope, {
      ...defined({
        description: input.description,
        version: input.version,
        binaryMediaTypes: nonEmpty(input.binaryMediaTypes),
        minimumCompressionSize: input.minimumCompressionSize,
        tags: input.tags,
        securityPolicy: input.securityPolicy,
        endpointAccessMode: input.endpointAccessMode,
        policy: input.policy === undefined || input.policy === "" ? undefined : keptPolicy(input.policy, scope, id),
      }),
      id,
      name: apiName(input.name),
      createdDate: nowInSeconds(scope),
      apiKeySource: input.apiKeySource ?? "HEADER",
      endpointConfiguration: endpointConfiguration(input.endpointConfiguration),
      disableExecuteApiEndpoint: input.disableExecuteApiEndpoint ?? false,
      rootResourceId: randomId(10),
    });
    if (input.cloneFrom !== undefined) cloneInto(api, apiOf(scope, input.cloneFrom));
    gatewayOf(scope).apis.set(id, api);
    return shown(api.record);
  },
});

export const getRestApi = operation({
  name: "GetRestApi",
  route: "GET /restapis/{restApiId}",
  ok: 200,
  run: (scope, { restApiId }) => shownAlone(apiOf(scope, restApiId).record),
});

export const getRestApis = operation({
  name: "GetRestApis",
  route: "GET /restapis",
  ok: 200,
  query: ["position", "limit"],
  run(scope, input) {
    const all = [...gatewayOf(scope).apis.values()].map((api) => api.record);
    const { item, ...rest } = page(all, input, (record) => record.id);
    return { item: item.map(shown), ...rest };
  },
});

export const updateRestApi = operation({
  name: "UpdateRestApi",
  route: "PATCH /restapis/{restApiId}",
  ok: 200,
  body: patchBody,
  run(scope, { restApiId, patchOperations }) {
    const api = apiOf(scope, restApiId);
    if (patchOperations?.some(({ path }) => path === "/policy") === true) checkPolicyAccess(scope, restApiId);
    const patched = applyPatch(api.record, patchOperations, restApiRules(scope, restApiId));
    checkVpcEndpoints(patched.endpointConfiguration);
    api.record = patched;
    return shownAlone(api.record);
  },
});

export const deleteRestApi = operation({
  name: "DeleteRestApi",
  route: "DELETE /restapis/{restApiId}",
  ok: 202,
  run(scope, { restApiId }) {
    apiOf(scope, restApiId);
    checkUnmapped(scope, restApiId);
    gatewayOf(scope).apis.delete(restApiId);
    detachFromPlans(scope, restApiId);
  },
});

/** An API with its root resource and the two models that every API has. */
export function newRestApi(scope: Scope, record: RestApiRecord): RestApi {
  const root = { id: record.rootResourceId, methods: new Map() };
  return {
    id: record.id,
    region: scope.region,
    record,
    resources: new Map([[root.id, root]]),
    deployments: new Map(),
    stages: new Map(),
    models: new Map(defaultModels().map((model) => [model.name, model])),
    validators: new Map(),
    authorizers: new Map(),
    documentationParts: new Map(),
    documentationVersions: new Map(),
    gatewayResponses: new Map(),
  };
}

/** Copies what CreateRestApi takes over from another API: all but its settings, deployments and stages. */
function cloneInto(api: RestApi, from: RestApi): void {
  api.record = { ...api.record, rootResourceId: from.record.rootResourceId };
  api.resources.clear();
  for (const [id, resource] of from.resources)
    api.resources.set(id, { ...resource, methods: new Map(resource.methods) });
  for (const [name, model] of from.models) api.models.set(name, model);
  for (const [id, validator] of from.validators) api.validators.set(id, validator);
  for (const [id, authorizer] of from.authorizers) api.authorizers.set(id, authorizer);
  for (const [id, part] of from.documentationParts) api.documentationParts.set(id, part);
  for (const [type, response] of from.gatewayResponses) api.gatewayResponses.set(type, response);
}

function shown(record: RestApiRecord): RestApiRecord {
  return record.policy === undefined ? record : { ...record, policy: shownPolicy(record.policy) };
}

/** The API as GetRestApi shows it: always with its tags, while CreateRestApi and lists show them only when it has had some. */
export function shownAlone(record: RestApiRecord): RestApiRecord {
  return { ...shown(record), tags: record.tags ?? {} };
}

function nonEmpty<T>(values: readonly T[] | undefined): readonly T[] | undefined {
  return values?.length === 0 ? undefined : values;
}
