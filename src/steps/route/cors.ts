import { findRefusals, putRefusals, removeRefusals } from "./gateway-responses.ts";
import { markOf } from "../ours/route-mark.ts";
import { removeStrayRoutes, strayDrift, strayRoutes } from "./stray-routes.ts";
import { repairMethod } from "./repair-method.ts";
import { allResources } from "../ours/resources.ts";
import { findIntegration, integrationDrift, putIntegration, repairIntegration } from "./route-integration.ts";
import { findMethod, methodDrift, putMethod, removeMethod, type At, type WantedMethod } from "./route-method.ts";
import { texts } from "../../engine/check.ts";
import type { Context } from "../../engine/context.ts";
import type { Drift } from "../../engine/errors.ts";
import type { Found, RouteIds, SeenIntegration } from "../../engine/found.ts";
import { need } from "../../engine/need.ts";
import { plainStep } from "../../engine/plain-step.ts";
import type { Step } from "../../engine/step.ts";
import { preflightRoute, refusals } from "../../mapping/routes.ts";
import { api } from "../api/api.ts";

/** What browsers ask for: the preflight on each path, and the headers on the refusals that API Gateway makes by itself. */
export const cors: Step<"cors", Found["cors"], Context> = plainStep<"cors", Found["cors"], Context>({
  name: "cors",
  command: "put-integration",
  noun: "CORS",
  after: ["method", "batch"],
  within: "api",
  ids: { origins: texts },
  actions: ["apigateway:GET", "apigateway:PUT", "apigateway:PATCH", "apigateway:DELETE"],

  title: ({ config }) => (config.cors?.length ? `CORS for ${config.cors.join(" ")}` : "CORS"),

  asked: ({ config }) => (config.cors === undefined ? undefined : config.cors.length > 0),

  async find(ctx) {
    const { ours } = need(ctx, api);
    const looks = places(ctx).map(async ([path, at]) => {
      const [method, integration] = await Promise.all([findMethod(ctx, at), findIntegration(ctx, at)]);
      return method === undefined ? [] : [[path, { method, integration }] as const];
    });
    const refusing = findRefusals(ctx, need(ctx, api).ids.id);
    const [preflights, refusals, strays] = await Promise.all([Promise.all(looks), refusing, straysOf(ctx)]);
    const seen = Object.fromEntries(preflights.flat());
    if ([seen, refusals ?? {}, strays].every((one) => Object.keys(one).length === 0)) return undefined;
    return { ids: { origins: ctx.config.cors ?? [] }, ours, preflights: seen, refusals, strays };
  },

  async create(ctx) {
    const nothing = { preflights: {}, refusals: {}, strays: [] };
    return { ids: { origins: ctx.config.cors ?? [] }, ours: need(ctx, api).ours, ...nothing };
  },

  drift(found, ctx) {
    const drift: Drift[] = [...strayDrift(found.strays)];
    const paths = places(ctx).map(([path]) => path);
    // Where the route itself is gone, so is its preflight.
    for (const path of ctx.known.get("method") === undefined ? [ctx.config.path, ...paths] : paths) {
      const seen = found.preflights[path];
      if (seen === undefined) drift.push({ field: `preflight ${path}`, wanted: "there", actual: "missing" });
      else if (!asAsked(seen, ctx)) drift.push({ field: `preflight ${path}`, wanted: "as asked", actual: "different" });
    }
    const { refusals: seen } = found;
    for (const [type, { responseParameters }] of Object.entries(seen === undefined ? {} : refusals(ctx.config))) {
      const [wanted, actual] = [responseParameters, seen?.[type] ?? {}].map((one) => JSON.stringify(one));
      if (wanted !== actual) drift.push({ field: `gateway response ${type}`, wanted, actual });
    }
    return drift;
  },

  async mend(found, _drift, ctx) {
    const [method, integration] = wantedPreflight(ctx);
    await removeStrayRoutes(ctx, need(ctx, api), found.strays);
    const preflights = places(ctx).map(async ([path, at]) => {
      const seen = found.preflights[path];
      const made = seen?.method ?? (await putMethod(ctx, at, method));
      const now = seen?.integration ?? (await putIntegration(ctx, at, integration));
      return [
        path,
        {
          method: await repairMethod(ctx, at, method, made),
          integration: await repairIntegration(ctx, at, integration, integrationDrift(integration, now), now),
        },
      ] as const;
    });
    const done = Object.fromEntries(await Promise.all(preflights));
    const ids = { origins: ctx.config.cors ?? [] };
    const refused = found.refusals && (await putRefusals(ctx, need(ctx, api).ids.id, refusals(ctx.config)));
    return { ...found, ids, preflights: done, refusals: refused, strays: [] };
  },

  async remove({ strays }, ctx) {
    const restApiId = need(ctx, api).ids.id;
    await Promise.all(places(ctx).map(([, at]) => removeMethod(ctx, at)));
    await removeStrayRoutes(ctx, need(ctx, api), strays);
    await removeRefusals(ctx, restApiId);
  },
});

function wantedPreflight(ctx: Context): readonly [WantedMethod, SeenIntegration] {
  const route = preflightRoute(ctx.config);
  // Browsers send no key and no signature with their question.
  const operationName = markOf(ctx, "preflight");
  const method = { operationName, authorization: "NONE", apiKey: false, validatorId: undefined, models: undefined };
  if (route === undefined) throw new Error("no preflight is wanted");
  return [
    { ...method, responses: route.responses },
    { ...route.integration, uri: "", credentials: undefined },
  ];
}

function asAsked(seen: Found["cors"]["preflights"][string], ctx: Context): boolean {
  const [method, integration] = wantedPreflight(ctx);
  return (
    methodDrift(method, seen.method).length === 0 &&
    seen.integration !== undefined &&
    integrationDrift(integration, seen.integration).length === 0
  );
}

/** The paths that browsers POST to. */
function places(ctx: Context): readonly (readonly [string, At])[] {
  const restApiId = need(ctx, api).ids.id;
  const routes = [ctx.known.get("method")?.ids, ctx.known.get("batch")?.ids].filter((ids) => ids !== undefined);
  return routes.map(({ path, resourceId }) => [path, { restApiId, resourceId, httpMethod: "OPTIONS" }]);
}

async function straysOf(ctx: Context): Promise<readonly RouteIds[]> {
  const holder = need(ctx, api);
  const paths = places(ctx).map(([path]) => path);
  return strayRoutes(ctx, holder, await allResources(ctx, holder.ids.id), { kind: "preflight", paths });
}
