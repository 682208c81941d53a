import type { Resource } from "@aws-sdk/client-api-gateway";
import type { Context } from "../context.ts";
import { defineStep } from "../../engine/step/define-step.ts";
import { need } from "../../engine/need.ts";
import type { Found } from "../../engine/step/found.ts";
import type { Step } from "../../engine/step/step.ts";
import { eventRoute } from "../../mapping/event-route.ts";
import { routeMark } from "../../mapping/route-mark.ts";
import type { Secrets } from "../../mapping/handshake/secrets.ts";
import type { RouteMethod } from "../../mapping/route.ts";
import { api } from "../api/api.ts";
import { allResources } from "../ours/all-resources.ts";
import { UNMADE } from "../unmade.ts";
import { makeRoute } from "./make-route.ts";
import { repairMethod } from "./calls/repair-method.ts";
import { resourceAt } from "./calls/resources.ts";
import { oldRoute, routeIds, routeAt, type RouteIds } from "./route-ids.ts";
import { findMethod, methodDrift, type At } from "./calls/route-method.ts";
import { removeRoutes, strayDrift, strayRoutes } from "./stray-routes.ts";
import { surroundings } from "./surroundings.ts";
import { unmadeMethod, wantedMethod } from "./wanted-method.ts";

const httpMethod = "POST";

/** The method that is there, and where. */
export interface FoundMethod extends Found {
  readonly ids: RouteIds;
  readonly facts: {
    readonly method: RouteMethod;
    /** Routes of this kind on other paths. */
    readonly strays: readonly RouteIds[];
  };
  /** The secrets of the integration that it had where it was before this run moved it. */
  readonly kept?: Secrets;
}

/** POST on the path, and the statuses it may answer with. */
export const method: Step<"method", FoundMethod, Context> = defineStep({
  name: "method",
  command: "put-method",
  noun: "method",
  // The policy first: one for callers who do not sign would let in anybody who does, once they have to.
  after: ["api", "schema", "access"],
  within: "api",
  actions: ["apigateway:GET", "apigateway:POST", "apigateway:PUT", "apigateway:PATCH", "apigateway:DELETE"],
  ids: routeIds,

  title: ({ config }) => `Method ${httpMethod} ${config.path}`,

  wanted: (ctx: Context, { ours, facts }: FoundMethod) => ({
    method: wantedMethod(eventRoute(ctx.config, surroundings(ctx)).method, facts.method, ours),
    strays: [],
  }),

  compare: { method: methodDrift, strays: strayDrift },

  async find(ctx: Context): Promise<FoundMethod | undefined> {
    const { ids } = need(ctx, api);
    const { path } = ctx.config;
    const root = path === "/" ? ids.rootResourceId : undefined;
    const [resources, atRoot] = await Promise.all([
      allResources(ctx, ids.id),
      root === undefined ? undefined : findMethod(ctx, at(ctx, root)),
    ]);
    const resourceId = root ?? resourceAt(resources, path);
    if (resourceId === undefined) return undefined;
    const seen = root === undefined ? await findMethod(ctx, at(ctx, resourceId)) : atRoot;
    return (
      seen &&
      found(ctx, routeAt({ httpMethod, path, resourceId }, ctx.state.get(method)), seen, straysIn(resources, ctx))
    );
  },

  async create(ctx, fresh) {
    const strays = fresh === true ? [] : straysIn(await allResources(ctx, need(ctx, api).ids.id), ctx);
    const made = await makeRoute(ctx, eventRoute(ctx.config, surroundings(ctx)), strays);
    return { ...found(ctx, made.ids, made.method, []), kept: made.kept };
  },

  change: {
    strays: ({ facts }, ctx) => removeRoutes(ctx, facts.strays),
    method: ({ ids, ours, facts }, ctx) => {
      const asked = eventRoute(ctx.config, surroundings(ctx)).method;
      return repairMethod(ctx, at(ctx, ids.resourceId), wantedMethod(asked, facts.method, ours), facts.method);
    },
  },

  async remove({ ids, facts }, ctx) {
    await removeRoutes(ctx, [...facts.strays, ids]);
  },

  async foresee(ctx) {
    const { ids } = need(ctx, api);
    const resources = ids.id === UNMADE ? [] : await allResources(ctx, ids.id);
    const { path } = ctx.config;
    return found(ctx, { httpMethod, path, resourceId: resourceAt(resources, path) ?? UNMADE }, unmadeMethod, []);
  },

  replaces: ({ config, state }) => oldRoute(state.get(method), config.path),
});

function at(ctx: Context, resourceId: string): At {
  return { restApiId: need(ctx, api).ids.id, resourceId, httpMethod };
}

function straysIn(resources: readonly Resource[], ctx: Context): readonly RouteIds[] {
  return strayRoutes(ctx, "put", resources, { httpMethod, paths: [ctx.config.path], old: ctx.state.get(method) });
}

function found(ctx: Context, ids: RouteIds, seen: RouteMethod, strays: readonly RouteIds[]): FoundMethod {
  const ours = need(ctx, api).ours || seen.operationName === routeMark(ctx.config.name, "put");
  return { ids, ours, facts: { method: seen, strays } };
}
