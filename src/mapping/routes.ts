import { batchRoute } from "./batch-route.ts";
import { eventRoute } from "./event-route.ts";
import { preflightRoute } from "./preflight-route.ts";
import type { RouteSettings, Surroundings } from "./route-settings.ts";
import type { WantedRoute } from "./route.ts";

/** All routes that the settings ask for. A new kind of route is a file beside this one and an entry here. */
export function routes(settings: RouteSettings, around: Surroundings): readonly WantedRoute[] {
  const called = [eventRoute(settings, around), batchRoute(settings, around)].filter((one) => one !== undefined);
  return [...called, ...preflights(settings, called)];
}

/** The preflights of these routes: one on each path. */
export function preflights(
  settings: RouteSettings,
  called: readonly { readonly path: string; readonly httpMethod: string }[],
): readonly WantedRoute[] {
  const paths = new Map<string, string[]>();
  for (const { path, httpMethod } of called) paths.set(path, [...(paths.get(path) ?? []), httpMethod]);
  return [...paths].flatMap(([path, methods]) => preflightRoute(settings, path, methods) ?? []);
}
