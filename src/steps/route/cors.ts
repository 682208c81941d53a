import { texts } from "../../engine/step/check.ts";
import type { Context } from "../context.ts";
import { defineStep } from "../../engine/step/define-step.ts";
import type { Drift } from "../../engine/errors.ts";
import { need } from "../../engine/need.ts";
import type { Found } from "../../engine/step/found.ts";
import type { Step } from "../../engine/step/step.ts";
import { sameValue } from "../../engine/same-json.ts";
import { corsIn, gatewayResponses } from "../../mapping/cors.ts";
import type { Route } from "../../mapping/route.ts";
import { preflights } from "../../mapping/routes.ts";
import { api } from "../api/api.ts";
import { allResources } from "../ours/all-resources.ts";
import { calledRoutes } from "./called-routes.ts";
import { findRefusals, headersOf, putRefusals, removeRefusals, type Refusals } from "./calls/gateway-responses.ts";
import { method } from "./method.ts";
import { findRoute, putRoute, routeDrift, type SeenRoute } from "./put-route.ts";
import type { RouteIds } from "./route-ids.ts";
import { removeMethod, type At } from "./calls/route-method.ts";
import { removeRoutes, strayDrift, strayRoutes } from "./stray-routes.ts";
import { unmadeMethod, wantedMethod } from "./wanted-method.ts";

type Preflights = Readonly<Record<string, SeenRoute>>;

/** What is there of CORS. */
export interface FoundCors extends Found {
  readonly ids: { readonly origins: readonly string[] };
  readonly facts: {
    /** Preflights on paths that browsers do not call. */
    readonly strays: readonly RouteIds[];
    /** By path. */
    readonly preflights: Preflights;
    /** Headers of API Gateway's own refusals, by response type; undefined at an endpoint that does not have gateway responses. */
    readonly refusals: Refusals;
  };
}

/** What browsers ask for: the preflight on each path, and the headers on the refusals that API Gateway makes by itself. */
export const cors: Step<"cors", FoundCors, Context> = defineStep({
  name: "cors",
  command: "put-integration",
  noun: "CORS",
  after: calledRoutes.map(({ name }) => name),
  within: "api",
  actions: ["apigateway:GET", "apigateway:PUT", "apigateway:PATCH", "apigateway:DELETE"],
  ids: { origins: texts },

  title: ({ config }) => (config.cors?.length ? `CORS for ${config.cors.join(" ")}` : "CORS"),

  asked: ({ config }) => (config.cors === undefined ? undefined : config.cors.length > 0),

  wanted: (ctx: Context, { facts }: FoundCors) => ({
    strays: [],
    preflights: wantedPreflights(ctx, facts.preflights),
    refusals: facts.refusals && headersOf(gatewayResponses(corsIn(ctx.config))),
  }),

  compare: { strays: strayDrift, preflights: preflightDrift, refusals: refusalDrift },

  async find(ctx: Context): Promise<FoundCors | undefined> {
    const { ids, ours } = need(ctx, api);
    const looks = places(ctx).map(async ([path, at]) => [path, await findRoute(ctx, at)] as const);
    const [seen, refusals, resources] = await Promise.all([
      Promise.all(looks),
      findRefusals(ctx, ids.id),
      allResources(ctx, ids.id),
    ]);
    const there = Object.fromEntries(seen.flatMap(([path, one]) => (one === undefined ? [] : [[path, one]])));
    const strays = strayRoutes(ctx, "preflight", resources, {
      httpMethod: "OPTIONS",
      paths: places(ctx).map(([path]) => path),
    });
    const nothing = [there, refusals ?? {}, strays].every((one) => Object.keys(one).length === 0);
    return nothing ? undefined : { ids: origins(ctx), ours, facts: { strays, preflights: there, refusals } };
  },

  async create(ctx) {
    return { ids: origins(ctx), ours: need(ctx, api).ours, facts: { strays: [], preflights: {}, refusals: {} } };
  },

  change: {
    strays: ({ facts }, ctx) => removeRoutes(ctx, facts.strays),
    async preflights({ facts }, ctx) {
      const wanted = wantedPreflights(ctx, facts.preflights);
      const puts = places(ctx).map(async ([path, at]) => {
        const one = wanted[path];
        if (one !== undefined) await putRoute(ctx, at, one, facts.preflights[path]);
      });
      await Promise.all(puts);
    },
    async refusals(found, ctx) {
      const refusals = await putRefusals(ctx, need(ctx, api).ids.id, gatewayResponses(corsIn(ctx.config)));
      return { ...found, facts: { ...found.facts, refusals } };
    },
  },

  async remove({ facts }, ctx) {
    await Promise.all(places(ctx).map(([, at]) => removeMethod(ctx, at)));
    await removeRoutes(ctx, facts.strays);
    await removeRefusals(ctx, need(ctx, api).ids.id);
  },
});

function origins({ config }: Context) {
  return { origins: config.cors ?? [] };
}

/** The routes that browsers call, as far as they are there. */
function called({ known }: Context): readonly RouteIds[] {
  return calledRoutes.map((route) => known.get(route)?.ids).filter((ids) => ids !== undefined);
}

/** The paths of these routes, and where their preflights are. */
function places(ctx: Context): readonly (readonly [string, At])[] {
  const restApiId = need(ctx, api).ids.id;
  const all = called(ctx).map(
    ({ path, resourceId }) => [path, { restApiId, resourceId, httpMethod: "OPTIONS" }] as const,
  );
  return [...new Map(all)];
}

/** The preflights that are wanted, by path. Where the route itself is gone, so is its preflight. */
function wantedPreflights(ctx: Context, seen: Preflights): Readonly<Record<string, Route>> {
  const gone = ctx.known.get(method) === undefined ? [{ path: ctx.config.path, httpMethod: "POST" }] : [];
  const all = preflights(ctx.config, [...gone, ...called(ctx)]);
  return Object.fromEntries(
    all.map(({ path, method: asked, integration }) => {
      return [path, { method: wantedMethod(asked, seen[path]?.method ?? unmadeMethod), integration }];
    }),
  );
}

function preflightDrift(wanted: Preflights, actual: Preflights): readonly Drift[] {
  return Object.entries(wanted).flatMap(([path, one]) => {
    const [field, seen] = [`preflight ${path}`, actual[path]];
    if (seen === undefined) return [{ field, wanted: "there", actual: "missing" }];
    return routeDrift(one, seen).length === 0 ? [] : [{ field, wanted: "as asked", actual: "different" }];
  });
}

function refusalDrift(asked: Refusals, actual: Refusals): readonly Drift[] {
  return Object.entries(asked ?? {}).flatMap(([type, headers]) => {
    const [field, seen] = [`gateway response ${type}`, actual?.[type] ?? {}];
    return sameValue(headers, seen) ? [] : [{ field, wanted: JSON.stringify(headers), actual: JSON.stringify(seen) }];
  });
}
