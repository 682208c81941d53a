import { required } from "../../../shape/structure.ts";
import { oneOf, text } from "../../../shape/text.ts";
import type { DocumentationPart, RestApi } from "../../definition.ts";
import { badRequest, conflict, notFound } from "../../faults.ts";
import { apiOf, gatewayOf } from "../../gateway.ts";
import { operation } from "../../operation/operation.ts";
import { page } from "../../operation/page.ts";
import { applyPatch, patchBody, refuseByPath } from "../../operation/patch.ts";
import { member } from "../../operation/patch-rules.ts";
import { randomId } from "../../random-id.ts";
import { complete, inWords, isSame, locationShape, partType } from "./location.ts";

export const createDocumentationPart = operation({
  name: "CreateDocumentationPart",
  route: "POST /restapis/{restApiId}/documentation/parts",
  ok: 201,
  body: { location: required(locationShape), properties: required(text()) },
  run(scope, { restApiId, ...given }) {
    const { documentationParts: parts } = apiOf(scope, restApiId);
    const location = complete(given.location);
    if ([...parts.values()].some((there) => isSame(there.location, location)))
      throw conflict(`Documentation part already exists for the specified location: ${inWords(location)}.`);
    const part = { id: randomId(6), location, properties: jsonObject(given.properties) };
    parts.set(part.id, part);
    return part;
  },
});

export const getDocumentationPart = operation({
  name: "GetDocumentationPart",
  route: "GET /restapis/{restApiId}/documentation/parts/{partId}",
  ok: 200,
  run: (scope, names) => partOf(gatewayOf(scope).apis.get(names.restApiId), names.partId),
});

export const getDocumentationParts = operation({
  name: "GetDocumentationParts",
  route: "GET /restapis/{restApiId}/documentation/parts",
  ok: 200,
  query: ["type", "name", "path", "position", "limit", "locationStatus"],
  asked: { type: partType, locationStatus: oneOf("DOCUMENTED", "UNDOCUMENTED") },
  run(scope, { restApiId, type, name, path, ...asked }) {
    const { documentationParts } = apiOf(scope, restApiId);
    const found = [...documentationParts.values()].filter(
      ({ location }) =>
        (type === undefined || location.type === type[0]) &&
        (name === undefined || location.name?.includes(name[0] ?? "") === true) &&
        (path === undefined || location.path?.startsWith(path[0] ?? "") === true),
    );
    return page(asked.locationStatus?.[0] === "UNDOCUMENTED" ? [] : found, asked, ({ id }) => id);
  },
});

export const updateDocumentationPart = operation({
  name: "UpdateDocumentationPart",
  route: "PATCH /restapis/{restApiId}/documentation/parts/{partId}",
  ok: 200,
  body: patchBody,
  run(scope, { restApiId, partId, patchOperations }) {
    const api = gatewayOf(scope).apis.get(restApiId);
    const patched = applyPatch(partOf(api, partId), patchOperations, rules, refuseByPath(rules));
    api?.documentationParts.set(partId, patched);
    return patched;
  },
});

export const deleteDocumentationPart = operation({
  name: "DeleteDocumentationPart",
  route: "DELETE /restapis/{restApiId}/documentation/parts/{partId}",
  ok: 202,
  run(scope, { restApiId, partId }) {
    const api = apiOf(scope, restApiId);
    api.documentationParts.delete(partOf(api, partId).id);
  },
});

const rules = [member<DocumentationPart, "properties">("properties", (value = "") => jsonObject(value))];

function partOf(api: RestApi | undefined, id: string): DocumentationPart {
  const part = api?.documentationParts.get(id);
  if (part === undefined) throw notFound("Invalid Documentation part identifier specified");
  return part;
}

function jsonObject(properties: string): string {
  try {
    const value: unknown = JSON.parse(properties);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return properties;
  } catch {
    // It is said below.
  }
  throw badRequest("Documentation part properties must be a JSON object");
}
