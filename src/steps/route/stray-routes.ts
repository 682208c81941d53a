import type { Resource } from "@aws-sdk/client-api-gateway";
import type { Context } from "../context.ts";
import type { Drift } from "../../engine/errors.ts";
import { need } from "../../engine/need.ts";
import { getPath } from "../../mapping/get-route.ts";
import { routeMark } from "../../mapping/route-mark.ts";
import type { RouteKind } from "../../mapping/route.ts";
import { api } from "../api/api.ts";
import { removeEmptyResources } from "./calls/resources.ts";
import type { RouteIds } from "./route-ids.ts";
import { findMethod, removeMethod } from "./calls/route-method.ts";

interface Where {
  readonly httpMethod: string;
  /** Where such a route is to be. */
  readonly paths: readonly string[];
  /** The one that the state file knows. In an API of ours it needs no mark. */
  readonly old?: RouteIds | undefined;
}

/** The routes of a kind that are where none is wanted. */
export function strayRoutes(
  ctx: Context,
  kind: RouteKind,
  resources: readonly Resource[],
  { httpMethod, paths, old }: Where,
): readonly RouteIds[] {
  return resources.flatMap(({ id = "", path = "", resourceMethods }) => {
    const method = resourceMethods?.[httpMethod];
    if (method === undefined || paths.includes(path)) return [];
    const made = old?.path === path ? old : undefined;
    const unmarked = !method.operationName && made !== undefined && need(ctx, api).ours;
    if (method.operationName !== routeMark(ctx.config.name, kind) && !unmarked) return [];
    return [{ ...made, httpMethod, path, resourceId: id }];
  });
}

/** What stands beside a route that senders POST to, and is there for it. */
function companions({ config }: Context): readonly (readonly [kind: RouteKind, httpMethod: string])[] {
  const preflight = ["preflight", "OPTIONS"] as const;
  return getPath(config) === undefined ? [preflight] : [preflight, ["get", "GET"]];
}

/** Removes these routes and what is there for them, one after the other: each may leave the resource above it empty. */
export async function removeRoutes(ctx: Context, routes: readonly RouteIds[]): Promise<void> {
  const { ids, ours } = need(ctx, api);
  for (const { resourceId, httpMethod, madeResources = 0 } of routes) {
    const at = { restApiId: ids.id, resourceId };
    for (const [kind, companion] of httpMethod === "POST" ? companions(ctx) : []) {
      const beside = { ...at, httpMethod: companion };
      const seen = await findMethod(ctx, beside);
      if (seen?.operationName === routeMark(ctx.config.name, kind)) await removeMethod(ctx, beside);
    }
    await removeMethod(ctx, { ...at, httpMethod });
    // In an API of ours all of an empty path goes, else what was made for the route.
    await removeEmptyResources(ctx, ids, resourceId, ours ? Infinity : madeResources);
  }
}

/** Each of these routes, of which none is wanted, as drift. */
export function strayDrift(_wanted: readonly RouteIds[], strays: readonly RouteIds[]): readonly Drift[] {
  return strays.map(({ httpMethod, path }) => ({ field: `${httpMethod} ${path}`, wanted: "gone", actual: "there" }));
}
