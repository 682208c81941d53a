import type { Resource, RestApi } from "../definition.ts";

/** A resource's whole path, such as `/events/{id}`; `/` for the root. */
export function resourcePath(api: RestApi, resource: Resource): string {
  if (resource.parentId === undefined) return "/";
  const parent = api.resources.get(resource.parentId);
  const above = parent === undefined ? "/" : resourcePath(api, parent);
  return `${above === "/" ? "" : above}/${resource.pathPart ?? ""}`;
}
