import { required } from "../../../shape/structure.ts";
import { text } from "../../../shape/text.ts";
import type { DocumentationVersion, RestApi } from "../../definition.ts";
import { conflict, notFound } from "../../faults.ts";
import { apiOf, gatewayOf, nowInSeconds } from "../../gateway.ts";
import { operation } from "../../operation/operation.ts";
import { page } from "../../operation/page.ts";
import { applyPatch, patchBody } from "../../operation/patch.ts";
import { member, textValue } from "../../operation/patch-rules.ts";
import { stageIn } from "../../stages/stage-in.ts";
import { defined } from "../../without.ts";
import { versionIn } from "./version-in.ts";

/** CreateDocumentationVersion: freezes the parts as they are, and ties the version to a stage where one is named. */
export const createDocumentationVersion = operation({
  name: "CreateDocumentationVersion",
  route: "POST /restapis/{restApiId}/documentation/versions",
  ok: 201,
  body: { documentationVersion: required(text()), stageName: text(), description: text() },
  run(scope, { restApiId, documentationVersion: version, stageName, description }) {
    const api = apiOf(scope, restApiId);
    if (api.documentationVersions.has(version)) throw conflict("Documentation version already exists");
    const stage = stageName === undefined || stageName === "" ? undefined : stageIn(api, stageName);
    const made: DocumentationVersion = {
      version,
      createdDate: nowInSeconds(scope),
      ...defined({ description: textValue(description) }),
      parts: [...api.documentationParts.values()],
    };
    api.documentationVersions.set(version, made);
    if (stage !== undefined) stage.record = { ...stage.record, documentationVersion: version };
    return shown(made);
  },
});

export const getDocumentationVersion = operation({
  name: "GetDocumentationVersion",
  route: "GET /restapis/{restApiId}/documentation/versions/{version}",
  ok: 200,
  run: (scope, names) => shown(versionOf(gatewayOf(scope).apis.get(names.restApiId), names.version)),
});

export const getDocumentationVersions = operation({
  name: "GetDocumentationVersions",
  route: "GET /restapis/{restApiId}/documentation/versions",
  ok: 200,
  query: ["position", "limit"],
  run(scope, { restApiId, ...asked }) {
    const all = [...apiOf(scope, restApiId).documentationVersions.values()].map(shown);
    return page(all, asked, ({ version }) => version);
  },
});

export const updateDocumentationVersion = operation({
  name: "UpdateDocumentationVersion",
  route: "PATCH /restapis/{restApiId}/documentation/versions/{version}",
  ok: 200,
  body: patchBody,
  run(scope, { restApiId, version, patchOperations }) {
    const api = gatewayOf(scope).apis.get(restApiId);
    const patched = applyPatch(versionOf(api, version), patchOperations, rules);
    api?.documentationVersions.set(version, patched);
    return shown(patched);
  },
});

export const deleteDocumentationVersion = operation({
  name: "DeleteDocumentationVersion",
  route: "DELETE /restapis/{restApiId}/documentation/versions/{version}",
  ok: 202,
  run(scope, names) {
    const api = apiOf(scope, names.restApiId);
    api.documentationVersions.delete(versionOf(api, names.version).version);
  },
});

const rules = [member<DocumentationVersion, "description">("description", textValue)];

function shown({ version, createdDate, description }: DocumentationVersion) {
  return { version, createdDate, ...defined({ description }) };
}

function versionOf(api: RestApi | undefined, version: string): DocumentationVersion {
  if (api === undefined) throw notFound("Invalid Documentation version specified");
  return versionIn(api, version);
}
