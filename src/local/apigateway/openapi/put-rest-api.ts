import type { Scope } from "../../account/scope.ts";
import { checkPolicyAccess } from "../operation/access.ts";
import type { Resource, RestApi, RestApiRecord } from "../definition.ts";
import { apiOf, gatewayOf } from "../gateway.ts";
import { operation } from "../operation/operation.ts";
import { restJsonDialect } from "../../protocols/rest-json-dialect.ts";
import { keptPolicy } from "../rest-apis/resource-policy.ts";
import { newRestApi, shownAlone } from "../rest-apis/rest-apis.ts";
import { checkCompression } from "../rest-apis/rest-api-patch.ts";
import { list } from "../../shape/collection.ts";
import { flag, integer } from "../../shape/scalar.ts";
import { oneOf, text } from "../../shape/text.ts";
import { readInput, required, structure } from "../../shape/structure.ts";
import { defined } from "../without.ts";
import { build } from "./build.ts";
import { readDocument } from "./document.ts";
import type { Document } from "./document.ts";
import { putMode } from "../operation/put-mode.ts";
import { settingsOf } from "./settings.ts";

const settingsShape = structure({
  name: required(text()),
  description: text(),
  version: text(),
  policy: text(),
  binaryMediaTypes: list(text()),
  minimumCompressionSize: integer(),
  apiKeySource: oneOf("HEADER", "AUTHORIZER"),
  disableExecuteApiEndpoint: flag,
});

/** PutRestApi: replaces an API by an OpenAPI definition (`mode=overwrite`) or merges it in (`mode=merge`, the default). */
export const putRestApi = operation({
  name: "PutRestApi",
  route: "PUT /restapis/{restApiId}",
  ok: 200,
  query: ["mode", "failonwarnings", "basepath", "ignore"],
  asked: { mode: putMode },
  payload: true,
  async run(scope, input, payload) {
    const { restApiId, mode } = input;
    // The document is read before the API is looked for.
    const document = await readDocument(payload);
    const before = apiOf(scope, restApiId);
    const overwrites = mode?.[0] === "overwrite";
    const record = recordAfter(scope, before.record, document, overwrites);
    const api: RestApi = { ...(overwrites ? cleared(scope, before) : copied(before)), record };
    const { apis } = gatewayOf(scope);
    apis.set(restApiId, api);
    try {
      return warned(shownAlone(api.record), build(scope, api, document, input, overwrites ? before : undefined));
    } catch (error) {
      apis.set(restApiId, before);
      throw error;
    }
  },
});

/** The API with what AWS found strange in its definition. */
export function warned<T extends object>(shown: T, warnings: readonly string[]): T {
  return warnings.length === 0 ? shown : { ...shown, warnings };
}

/** Endpoint, tags and deployments survive any definition. */
function recordAfter(scope: Scope, before: RestApiRecord, document: Document, overwrites: boolean): RestApiRecord {
  const given = readInput(settingsShape, settingsOf(document), restJsonDialect, "putRestApiInput");
  if (given.minimumCompressionSize !== undefined) checkCompression(given.minimumCompressionSize);
  if (given.policy !== undefined) checkPolicyAccess(scope, before.id);
  const { id, createdDate, rootResourceId, endpointConfiguration, tags } = before;
  const lasting: RestApiRecord = {
    ...defined({ tags }),
    id,
    name: before.name,
    createdDate,
    rootResourceId,
    endpointConfiguration,
    apiKeySource: "HEADER",
    disableExecuteApiEndpoint: false,
  };
  const policy = given.policy === undefined ? undefined : keptPolicy(given.policy, scope, id);
  const base = overwrites ? lasting : before;
  const types = new Set([...(base.binaryMediaTypes ?? []), ...(given.binaryMediaTypes ?? [])]);
  const binaryMediaTypes = types.size === 0 ? undefined : [...types];
  return { ...base, ...defined({ ...given, policy, binaryMediaTypes }), name: given.name || before.name };
}

/** The API without its definition and all models: the root, and what was deployed. */
function cleared(scope: Scope, before: RestApi): RestApi {
  const { deployments, stages, documentationVersions } = before;
  return { ...newRestApi(scope, before.record), models: new Map(), deployments, stages, documentationVersions };
}

function copied(before: RestApi): RestApi {
  const resources = new Map<string, Resource>();
  for (const [id, one] of before.resources) resources.set(id, { ...one, methods: new Map(one.methods) });
  return {
    ...before,
    resources,
    models: new Map(before.models),
    validators: new Map(before.validators),
    authorizers: new Map(before.authorizers),
    documentationParts: new Map(before.documentationParts),
    gatewayResponses: new Map(before.gatewayResponses),
  };
}
