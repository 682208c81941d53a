import { count, optional, text, type Shaped } from "../../engine/step/check.ts";

/** What the state file keeps of a route. `madeResources`: how many resources were made for it, from the last segment of the path
 * up. In an API that is not ours, only these go with it. */
export const routeIds = { httpMethod: text, path: text, resourceId: text, madeResources: optional(count) };

/** Where a route is. */
export type RouteIds = Shaped<typeof routeIds>;

/** The ids of the route that is there, with what the state file knows of it. */
export function routeAt(where: Omit<RouteIds, "madeResources">, known: RouteIds | undefined): RouteIds {
  return { ...(known?.resourceId === where.resourceId ? known : {}), ...where };
}

/** The route that goes when one is made at `path`, such as `POST /old`; undefined when it was there already or never was. */
export function oldRoute(old: RouteIds | undefined, path: string): string | undefined {
  return old === undefined || old.path === path ? undefined : `${old.httpMethod} ${old.path}`;
}
