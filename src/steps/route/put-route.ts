import type { Context } from "../context.ts";
import type { Drift } from "../../engine/errors.ts";
import type { Route, RouteIntegration, RouteMethod } from "../../mapping/route.ts";
import { repairMethod } from "./calls/repair-method.ts";
import { findIntegration, integrationDrift, repairIntegration } from "./calls/route-integration.ts";
import { findMethod, methodDrift, putMethod, type At } from "./calls/route-method.ts";

/** What is there of a route: its integration may be missing. */
export interface SeenRoute {
  readonly method: RouteMethod;
  readonly integration: RouteIntegration | undefined;
}

/** The method at this place and its integration; undefined where there is no method. */
export async function findRoute(ctx: Context, at: At): Promise<SeenRoute | undefined> {
  const [method, integration] = await Promise.all([findMethod(ctx, at), findIntegration(ctx, at)]);
  return method && { method, integration };
}

/** Where a route is not as wanted. */
export function routeDrift(wanted: SeenRoute, seen: SeenRoute): readonly Drift[] {
  return [...methodDrift(wanted.method, seen.method), ...integrationDrift(wanted.integration, seen.integration)];
}

/** Puts what is missing of a route, and changes what is not as wanted. */
export async function putRoute(ctx: Context, at: At, wanted: Route, seen: SeenRoute | undefined): Promise<void> {
  await repairMethod(ctx, at, wanted.method, seen?.method ?? (await putMethod(ctx, at, wanted.method)));
  await repairIntegration(ctx, at, wanted.integration, seen?.integration);
}
