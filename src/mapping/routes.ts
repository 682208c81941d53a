import { batchRoute } from "./batch-route.ts";
import { eventRoute } from "./event-route.ts";
import { getRoute } from "./get-route.ts";
import { healthRoute } from "./mock/health-route.ts";
import { preflightRoute } from "./preflight-route.ts";
import type { RouteSettings, Surroundings } from "./route-settings.ts";
import type { WantedRoute } from "./route.ts";

/** All routes that the settings ask for. A new kind of route is a file beside this one and an entry here. */
export function routes(settings: RouteSettings, around: Surroundings): readonly WantedRoute[] {
  const made = [eventRoute(settings, around), batchRoute(settings, around), getRoute(settings, around)];
  const called = made.filter((one) => one !== undefined);
  const health = healthRoute(settings);
  return [...called, ...preflights(settings, called), ...(health === undefined ? [] : [health])];
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
