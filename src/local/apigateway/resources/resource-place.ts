import type { Resource, RestApi } from "../definition.ts";
import { badRequest, conflict, limitExceeded, notFound } from "../faults.ts";

/** A resource's parent and path part, which UpdateResource may change. */
export interface ResourcePlace {
  readonly parentId: string;
  readonly pathPart: string;
}

const partPattern = /^(?:[a-zA-Z0-9._\-:]+|\{[a-zA-Z0-9._\-:]+\+?\})$/;
const greedy = /^\{.*\+\}$/;
const variable = /^\{.*\}$/;

/** AWS's quota of resources in one API, unless an account has asked for more. */
const mostResources = 300;

/** Throws what AWS throws for a taken name, a second variable part, a parent that is greedy or below the resource itself, and
 * one resource too many. */
export function checkPlace(api: RestApi, resource: Resource, { parentId, pathPart }: ResourcePlace): void {
  if (!api.resources.has(resource.id) && api.resources.size >= mostResources)
    throw limitExceeded(
      "Maximum number of resources for this API has been reached. Please contact AWS if you need additional resources.",
    );
  const parent = api.resources.get(parentId);
  if (parent === undefined) throw notFound("Invalid Resource identifier specified");
  if (isWithin(api, parentId, resource.id)) throw badRequest("Resources cannot be cyclical.");
  if (!partPattern.test(pathPart)) {
    throw badRequest(
      "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.",
    );
  }
  if (parent.pathPart !== undefined && greedy.test(parent.pathPart)) {
    throw badRequest(`Cannot create a child of a resource with a greedy path variable: ${parent.pathPart}`);
  }
  for (const sibling of api.resources.values()) {
    if (sibling.parentId !== parentId || sibling.id === resource.id) continue;
    if (sibling.pathPart === pathPart) {
      throw conflict(`Another resource with the same parent already has this name: ${pathPart}`);
    }
    if (variable.test(sibling.pathPart ?? "") && variable.test(pathPart)) {
      throw badRequest(
        `A sibling (${sibling.pathPart}) of this resource already has a variable path part -- only one is allowed`,
      );
    }
  }
}

/** Is the resource with that id the ancestor itself, or somewhere below it? */
export function isWithin(api: RestApi, id: string | undefined, ancestor: string): boolean {
  for (let at = id; at !== undefined; at = api.resources.get(at)?.parentId) if (at === ancestor) return true;
  return false;
}
