import type { Context } from "../../engine/context.ts";

/** What a route of ours is for. */
export type RouteKind = "put" | "batch" | "preflight";

/** How a method of ours is marked: by its operation name, since methods have no tags. */
export function markOf({ config }: Pick<Context, "config">, kind: RouteKind): string {
  return `kinesisProxy_${config.name.replace(/[^A-Za-z0-9]/g, "_")}_${kind}`;
}
