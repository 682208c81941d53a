import type { Resource } from "@aws-sdk/client-api-gateway";
import { markOf } from "../ours/route-mark.ts";
import { removeStrayRoutes, strayDrift, strayRoutes } from "./stray-routes.ts";
import { repairMethod } from "./repair-method.ts";
import { allResources, makeResource, resourceAt } from "../ours/resources.ts";
import { findMethod, methodDrift, putMethod, type At, type WantedMethod } from "./route-method.ts";
import { count, optional, text } from "../../engine/check.ts";
import type { Context } from "../../engine/context.ts";
import type { Found, RouteIds, SeenMethod } from "../../engine/found.ts";
import { need } from "../../engine/need.ts";
import { plainStep } from "../../engine/plain-step.ts";
import type { Step } from "../../engine/step.ts";
import { singleRoute } from "../../mapping/routes.ts";
import { api } from "../api/api.ts";
import { oldRoute, UNMADE, unmadeMethod } from "../unmade.ts";

const httpMethod = "POST";

/** POST on the path, and the statuses it may answer with. */
export const method: Step<"method", Found["method"], Context> = plainStep<"method", Found["method"], Context>({
  name: "method",
  command: "put-method",
  noun: "method",
  // The policy first: one that fits callers who do not sign would let in anybody once they have to.
  after: ["api", "schema", "access"],
  within: "api",
  ids: { httpMethod: text, path: text, resourceId: text, madeResources: optional(count) },
  actions: ["apigateway:GET", "apigateway:POST", "apigateway:PUT", "apigateway:PATCH", "apigateway:DELETE"],

  title: ({ config }) => `Method ${httpMethod} ${config.path}`,

  async find(ctx) {
    const holder = need(ctx, api);
    const { path } = ctx.config;
    const [resources, atRoot] = await Promise.all([
      allResources(ctx, holder.ids.id),
      path === "/" ? findMethod(ctx, at(ctx, holder.ids.rootResourceId)) : undefined,
    ]);
    const resourceId = path === "/" ? holder.ids.rootResourceId : resourceAt(resources, path);
    if (resourceId === undefined) return undefined;
    const seen = path === "/" ? atRoot : await findMethod(ctx, at(ctx, resourceId));
    return seen && found(ctx, resourceId, seen, straysIn(resources, ctx));
  },

  async create(ctx, fresh) {
    const holder = need(ctx, api);
    const strays = fresh === true ? [] : straysIn(await allResources(ctx, holder.ids.id), ctx);
    const asked = strays[0] === undefined ? wanted(ctx) : await carried(strays[0], ctx);
    // First: API Gateway takes no two variable parts beside each other, and what is deployed serves on.
    await removeStrayRoutes(ctx, holder, strays);
    const { resourceId, made } = await makeResource(ctx, holder.ids, ctx.config.path);
    return found(ctx, resourceId, await putMethod(ctx, at(ctx, resourceId), asked), [], made);
  },

  drift: (seen, ctx) => [...methodDrift(wanted(ctx), seen, seen.ours), ...strayDrift(seen.strays)],

  async mend(seen, _drift, ctx) {
    const { resourceId } = seen.ids;
    await removeStrayRoutes(ctx, need(ctx, api), seen.strays);
    return found(ctx, resourceId, await repairMethod(ctx, at(ctx, resourceId), wanted(ctx), seen), []);
  },

  async remove(seen, ctx) {
    const holder = need(ctx, api);
    await removeStrayRoutes(ctx, holder, [...seen.strays, { ...ctx.state.get("method"), ...seen.ids }]);
  },

  async foresee(ctx) {
    const { ids } = need(ctx, api);
    const resources = ids.id === UNMADE ? [] : await allResources(ctx, ids.id);
    return found(ctx, resourceAt(resources, ctx.config.path) ?? UNMADE, unmadeMethod, []);
  },

  replaces: ({ config, state }) => oldRoute(state.get("method"), config.path),
});

function at(ctx: Context, resourceId: string): At {
  return { restApiId: need(ctx, api).ids.id, resourceId, httpMethod };
}

function wanted(ctx: Context): WantedMethod {
  const { config } = ctx;
  const schema = ctx.known.get("schema")?.ids;
  const { responses, validated } = singleRoute(config);
  return {
    operationName: markOf(ctx, "put"),
    authorization: config.auth,
    apiKey: config.apiKey,
    validatorId: schema?.validatorId,
    models: schema && Object.fromEntries(validated.map((type) => [type, schema.model])),
    responses,
  };
}

/** A route that moves takes along what nobody spoke of: else, with the state file lost, the demand for a key would be lost too. */
async function carried({ resourceId }: RouteIds, ctx: Context): Promise<WantedMethod> {
  const asked = wanted(ctx);
  const old = await findMethod(ctx, at(ctx, resourceId));
  if (old === undefined) return asked;
  const apiKey = asked.apiKey ?? old.apiKeyRequired;
  const checked = ctx.config.schema === undefined && old.validatorId !== "";
  const checks = checked ? { validatorId: old.validatorId, models: old.models } : {};
  return { ...asked, apiKey, ...checks };
}

function straysIn(resources: readonly Resource[], ctx: Context): readonly RouteIds[] {
  const where = { kind: "put", paths: [ctx.config.path], old: ctx.state.get("method") } as const;
  return strayRoutes(ctx, need(ctx, api), resources, where);
}

function found(
  ctx: Context,
  resourceId: string,
  seen: SeenMethod,
  strays: readonly RouteIds[],
  made?: number,
): Found["method"] {
  const ours = need(ctx, api).ours || seen.operationName === markOf(ctx, "put");
  const ids = { httpMethod, path: ctx.config.path, resourceId, ...(made !== undefined && { madeResources: made }) };
  return { ids, ours, ...seen, strays };
}
