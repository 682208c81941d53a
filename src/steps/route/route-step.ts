import type { Resource } from "@aws-sdk/client-api-gateway";
import type { Config } from "../../settings/config.ts";
import type { Context } from "../context.ts";
import { defineStep } from "../../engine/step/define-step.ts";
import { need } from "../../engine/need.ts";
import type { Found } from "../../engine/step/found.ts";
import type { Step } from "../../engine/step/step.ts";
import type { Secrets } from "../../mapping/handshake/secrets.ts";
import { isRouteMark, routeMark } from "../../mapping/route-mark.ts";
import type { RouteSettings, Surroundings } from "../../mapping/route-settings.ts";
import type { RouteIntegration, RouteKind, RouteMethod, WantedRoute } from "../../mapping/route.ts";
import { api } from "../api/api.ts";
import { allResources } from "../ours/all-resources.ts";
import { role } from "../role/role.ts";
import { UNMADE } from "../unmade.ts";
import { makeRoute } from "./make-route.ts";
import { findRoute } from "./put-route.ts";
import { repairMethod } from "./calls/repair-method.ts";
import { resourceAt } from "./calls/resources.ts";
import { oldRoute, routeAt, routeIds, type RouteIds } from "./route-ids.ts";
import { integrationDrift, repairIntegration } from "./calls/route-integration.ts";
import { methodDrift, type At } from "./calls/route-method.ts";
import { removeRoutes, strayDrift, strayRoutes } from "./stray-routes.ts";
import { refuseForgotten, secretsOf } from "./secrets.ts";
import { surroundings } from "./surroundings.ts";
import { unmadeMethod, wantedMethod } from "./wanted-method.ts";

/** The route that is there, and where. */
export interface FoundRoute extends Found {
  readonly ids: RouteIds;
  readonly facts: {
    readonly method: RouteMethod;
    readonly integration: RouteIntegration | undefined;
    /** Routes of this kind on other paths. */
    readonly strays: readonly RouteIds[];
  };
  /** The secrets of the integration that it had where it was before this run moved it. */
  readonly kept?: Secrets;
}

type Seen = Pick<FoundRoute, "kept"> & { readonly facts: Pick<FoundRoute["facts"], "integration"> };

/** What such a route is called, where it is and what it is. */
interface RouteStep<N extends string> {
  readonly name: N;
  readonly noun: string;
  readonly kind: RouteKind;
  readonly httpMethod: WantedRoute["httpMethod"];
  /** "" for none; undefined when it was not asked for. */
  path(config: Config): string | undefined;
  /** Steps besides role and method that come before it. */
  readonly after?: readonly string[];
  /** Secrets that stand elsewhere, too. */
  secrets?(ctx: Context): Secrets;
  /** The wanted route; undefined without a path. */
  route(settings: RouteSettings, around: Surroundings): WantedRoute | undefined;
}

/** The step for a route besides the event route, method and integration together. */
export function routeStep<N extends string>({
  name,
  noun,
  kind,
  httpMethod,
  path,
  after = [],
  secrets = () => ({}),
  route,
}: RouteStep<N>): Step<N, FoundRoute, Context> {
  const known = (ctx: Context, seen?: Seen): Secrets => ({
    ...secrets(ctx),
    ...seen?.kept,
    ...secretsOf(seen?.facts.integration),
  });

  const wanted = (ctx: Context, seen?: Seen): WantedRoute => {
    const one = route(ctx.config, surroundings(ctx, need(ctx, role).ids.arn, known(ctx, seen)));
    if (one === undefined) throw new Error(`no ${noun} is wanted`);
    return one;
  };

  /** On the path of the event route, that one takes over what is there. */
  const straysIn = (resources: readonly Resource[], ctx: Context): readonly RouteIds[] => {
    const own = path(ctx.config);
    const paths = [...(httpMethod === "POST" ? [ctx.config.path] : []), ...(own ? [own] : [])];
    return strayRoutes(ctx, kind, resources, { httpMethod, paths, old: ctx.state.get(step) });
  };

  const at = (ctx: Context, resourceId: string): At => ({ restApiId: need(ctx, api).ids.id, resourceId, httpMethod });

  const isOurs = (ctx: Context, { operationName }: RouteMethod): boolean =>
    need(ctx, api).ours || operationName === routeMark(ctx.config.name, kind);

  const step: Step<N, FoundRoute, Context> = defineStep({
    name,
    command: "put-integration",
    noun,
    // After the method: this route may move to where that one was.
    after: ["role", "method", ...after],
    within: "api",
    actions: [
      "apigateway:GET",
      "apigateway:POST",
      "apigateway:PUT",
      "apigateway:PATCH",
      "apigateway:DELETE",
      "iam:PassRole",
    ],
    ids: routeIds,

    title: (ctx) =>
      `${noun[0]?.toUpperCase()}${noun.slice(1)} ${httpMethod} ${path(ctx.config) || ctx.state.get(step)?.path || ""}`.trim(),

    asked: ({ config }) => (path(config) === undefined ? undefined : path(config) !== ""),

    wanted(ctx: Context, found: FoundRoute) {
      const { method, integration } = wanted(ctx, found);
      return { method: wantedMethod(method, found.facts.method, found.ours), integration, strays: [] };
    },

    compare: { method: methodDrift, integration: integrationDrift, strays: strayDrift },

    async find(ctx: Context): Promise<FoundRoute | undefined> {
      const resources = await allResources(ctx, need(ctx, api).ids.id);
      const all = straysIn(resources, ctx);
      // When none is wanted, look for the one that is there.
      const own = path(ctx.config);
      const [there, strays] = own ? [undefined, all] : [all[0], all.slice(1)];
      const where = own || there?.path;
      const resourceId = where === undefined ? undefined : resourceAt(resources, where);
      if (where === undefined || resourceId === undefined) return undefined;
      const seen = await findRoute(ctx, at(ctx, resourceId));
      if (seen === undefined || isOther(ctx, seen.method)) return undefined;
      const ids = routeAt({ httpMethod, path: where, resourceId }, ctx.state.get(step));
      return { ids, ours: isOurs(ctx, seen.method), facts: { ...seen, strays } };
    },

    async create(ctx, fresh) {
      const strays = fresh === true ? [] : straysIn(await allResources(ctx, need(ctx, api).ids.id), ctx);
      const { ids, method, kept } = await makeRoute(ctx, wanted(ctx), strays);
      return { ids, ours: isOurs(ctx, method), facts: { method, integration: undefined, strays: [] }, kept };
    },

    change: {
      strays: ({ facts }, ctx) => removeRoutes(ctx, facts.strays),
      method(found, ctx) {
        const { ids, ours, facts } = found;
        const asked = wantedMethod(wanted(ctx, found).method, facts.method, ours);
        return repairMethod(ctx, at(ctx, ids.resourceId), asked, facts.method);
      },
      integration(found, ctx) {
        const { ids, facts } = found;
        refuseForgotten(kind, ctx.config, known(ctx, found));
        return repairIntegration(ctx, at(ctx, ids.resourceId), wanted(ctx, found).integration, facts.integration);
      },
    },

    async remove({ ids, facts }, ctx) {
      await removeRoutes(ctx, [...facts.strays, ids]);
    },

    async foresee(ctx) {
      const { ids, ours } = need(ctx, api);
      const own = path(ctx.config) ?? "";
      const resourceId = ids.id === UNMADE ? UNMADE : resourceAt(await allResources(ctx, ids.id), own);
      const facts = { method: unmadeMethod, integration: undefined, strays: [] };
      return { ids: { httpMethod, path: own, resourceId: resourceId ?? UNMADE }, ours, facts };
    },

    replaces: (ctx) => oldRoute(ctx.state.get(step), path(ctx.config) ?? ""),
  });
  return step;

  /** Is it another route of ours? That one moves, and takes its method along. */
  function isOther({ config }: Context, { operationName }: RouteMethod): boolean {
    return isRouteMark(config.name, operationName) && operationName !== routeMark(config.name, kind);
  }
}
