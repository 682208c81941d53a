import { routeKinds, type RouteKind } from "./route.ts";

/** The operation name that marks a method as the proxy's, since methods have no tags. */
export function routeMark(name: string, kind: RouteKind): string {
  return `kinesisProxy_${name.replace(/[^A-Za-z0-9]/g, "_")}_${kind}`;
}

/** Does this operation name mark a method of the proxy's, whatever it is for? */
export function isRouteMark(name: string, operationName: string | undefined): boolean {
  return routeKinds.some((kind) => routeMark(name, kind) === operationName);
}
