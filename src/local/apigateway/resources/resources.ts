import type { Scope } from "../../account/scope.ts";
import type { MethodRecord, Resource, RestApi } from "../definition.ts";
import { badRequest } from "../faults.ts";
import { apiOf, resourceOf } from "../gateway.ts";
import { operation } from "../operation/operation.ts";
import { page } from "../operation/page.ts";
import { applyPatch, patchBody, refuseByPath } from "../operation/patch.ts";
import type { PatchRule } from "../operation/patch.ts";
import { randomId } from "../random-id.ts";
import { checkPlace, isWithin } from "./resource-place.ts";
import type { ResourcePlace } from "./resource-place.ts";
import { resourcePath } from "./resource-path.ts";
import { text } from "../../shape/text.ts";
import { required } from "../../shape/structure.ts";

export const createResource = operation({
  name: "CreateResource",
  route: "POST /restapis/{restApiId}/resources/{parentId}",
  ok: 201,
  body: { pathPart: required(text()) },
  run(scope, { restApiId, parentId, pathPart }) {
    const { api } = resourceOf(scope, { restApiId, resourceId: parentId });
    const resource: Resource = { id: randomId(6), parentId, pathPart, methods: new Map() };
    checkPlace(api, resource, { parentId, pathPart });
    api.resources.set(resource.id, resource);
    return shown(api, resource);
  },
});

export const getResource = operation({
  name: "GetResource",
  route: "GET /restapis/{restApiId}/resources/{resourceId}",
  ok: 200,
  query: ["embed"],
  run(scope, names) {
    const { api, resource } = resourceOf(scope, names);
    return shown(api, resource, embedsMethods(names.embed));
  },
});

export const getResources = operation({
  name: "GetResources",
  route: "GET /restapis/{restApiId}/resources",
  ok: 200,
  query: ["position", "limit", "embed"],
  run(scope, input) {
    const api = apiOf(scope, input.restApiId);
    const all = [...api.resources.values()].map((resource) => shown(api, resource, embedsMethods(input.embed)));
    return page(
      all.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
      input,
      (resource) => resource.id,
    );
  },
});

export const updateResource = operation({
  name: "UpdateResource",
  route: "PATCH /restapis/{restApiId}/resources/{resourceId}",
  ok: 200,
  body: patchBody,
  run(scope, input) {
    const { api, resource } = resourceOf(scope, input);
    const before: ResourcePlace = { parentId: resource.parentId ?? "", pathPart: resource.pathPart ?? "" };
    const rules = placeRules(resource, scope, input.restApiId);
    const place = applyPatch(before, input.patchOperations, rules, refuseByPath(rules));
    if (resource.parentId === undefined) return shown(api, resource);
    checkPlace(api, resource, place);
    Object.assign(resource, place);
    return shown(api, resource);
  },
});

export const deleteResource = operation({
  name: "DeleteResource",
  route: "DELETE /restapis/{restApiId}/resources/{resourceId}",
  ok: 202,
  run(scope, names) {
    const { api, resource } = resourceOf(scope, names);
    if (resource.parentId === undefined) throw badRequest("Root resource cannot be deleted.");
    const doomed = [...api.resources.keys()].filter((id) => isWithin(api, id, resource.id));
    for (const id of doomed) api.resources.delete(id);
  },
});

function placeRules(resource: Resource, scope: Scope, restApiId: string): readonly PatchRule<ResourcePlace>[] {
  const demandChild = (name: string): void => {
    if (resource.parentId === undefined) throw badRequest(`Root resource cannot update its ${name}.`);
  };
  const replace = (name: "parentId" | "pathPart"): PatchRule<ResourcePlace> => ({
    path: `/${name}`,
    changes: {
      replace(place, value = "") {
        demandChild(name);
        if (name === "parentId") resourceOf(scope, { restApiId, resourceId: value });
        return { ...place, [name]: value };
      },
    },
  });
  return [replace("parentId"), replace("pathPart")];
}

interface ShownResource {
  readonly id: string;
  readonly parentId?: string;
  readonly pathPart?: string;
  readonly path: string;
  readonly resourceMethods?: Readonly<Record<string, MethodRecord | object>>;
}

/** Methods show as empty objects unless they are asked for with `embed=methods`. */
function shown(api: RestApi, resource: Resource, embed = false): ShownResource {
  const { id, parentId, pathPart, methods } = resource;
  const named = [...methods.values()].map((method) => [method.httpMethod, embed ? method : {}] as const);
  return {
    id,
    ...(parentId === undefined ? {} : { parentId, pathPart: pathPart ?? "" }),
    path: resourcePath(api, resource),
    ...(named.length === 0 ? {} : { resourceMethods: Object.fromEntries(named) }),
  };
}

function embedsMethods(embed: readonly string[] | undefined): boolean {
  return embed?.some((value) => value.split(",").includes("methods")) === true;
}
