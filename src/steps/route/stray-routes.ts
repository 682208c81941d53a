import type { Resource } from "@aws-sdk/client-api-gateway";
import type { Context } from "../../engine/context.ts";
import type { Found, RouteIds } from "../../engine/found.ts";
import { markOf, type RouteKind } from "../ours/route-mark.ts";
import { findMethod, removeMethod, removeRoute } from "./route-method.ts";

interface Wanted {
  readonly kind: RouteKind;
  /** Where such a route is to be. */
  readonly paths: readonly string[];
  /** Where one was made last, as the state file tells: it counts without a mark, too, in an API of ours. */
  readonly old?: RouteIds | undefined;
}

/** The routes of a kind that are where none is to be. */
export function strayRoutes(
  ctx: Context,
  api: Pick<Found["api"], "ours">,
  resources: readonly Resource[],
  { kind, paths, old }: Wanted,
): readonly RouteIds[] {
  const httpMethod = kind === "preflight" ? "OPTIONS" : "POST";
  return resources.flatMap(({ id = "", path = "", resourceMethods }) => {
    const method = resourceMethods?.[httpMethod];
    if (method === undefined || paths.includes(path)) return [];
    const made = old?.path === path ? old : undefined;
    const unmarked = !method.operationName && made !== undefined && api.ours;
    if (method.operationName !== markOf(ctx, kind) && !unmarked) return [];
    return [{ ...made, httpMethod, path, resourceId: id }];
  });
}

/** Takes them away with what browsers ask for there, one after the other: each may leave the resource above it empty. */
export async function removeStrayRoutes(ctx: Context, api: Found["api"], strays: readonly RouteIds[]): Promise<void> {
  for (const one of strays) {
    const at = { restApiId: api.ids.id, resourceId: one.resourceId, httpMethod: "OPTIONS" };
    const preflight = one.httpMethod === "OPTIONS" ? undefined : await findMethod(ctx, at);
    if (preflight?.operationName === markOf(ctx, "preflight")) await removeMethod(ctx, at);
    await removeRoute(ctx, api, one);
  }
}

/** Each of them as drift. */
export function strayDrift(strays: readonly RouteIds[]) {
  return strays.map(({ httpMethod, path }) => ({ field: `${httpMethod} ${path}`, wanted: "gone", actual: "there" }));
}
