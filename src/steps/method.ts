import { makeResource, resourceAt } from "../aws/resources.ts";
import {
  findMethod,
  markOf,
  methodDrift,
  putMethod,
  removeOldRoute,
  removeRoute,
  repairMethod,
  type At,
  type WantedMethod,
} from "../aws/route-method.ts";
import type { Context } from "../core/context.ts";
import type { Found, SeenMethod } from "../core/found.ts";
import { need } from "../core/need.ts";
import type { Step } from "../core/step.ts";
import { singleRoute } from "../mapping/routes.ts";
import { api } from "./api.ts";
import { oldRoute, UNMADE, unmadeMethod } from "./unmade.ts";

const httpMethod = "POST";

/** POST on the path, and the statuses it may answer with. */
export const method: Step<"method"> = {
  name: "method",
  command: "put-method",
  noun: "method",
  after: ["api", "schema"],
  within: "api",
  actions: ["apigateway:GET", "apigateway:POST", "apigateway:PUT", "apigateway:PATCH", "apigateway:DELETE"],

  title: ({ config }) => `Method ${httpMethod} ${config.path}`,

  async find(ctx) {
    const resourceId = await resourceAt(ctx, need(ctx, api).ids, ctx.config.path);
    const seen = resourceId && (await findMethod(ctx, at(ctx, resourceId)));
    return resourceId && seen ? found(ctx, resourceId, seen) : undefined;
  },

  async create(ctx) {
    const { path } = ctx.config;
    const holder = need(ctx, api);
    const { resourceId, made } = await makeResource(ctx, holder.ids, path);
    const put = await putMethod(ctx, at(ctx, resourceId), wanted(ctx));
    await removeOldRoute(ctx, holder, ctx.state.get("method"), { path, mark: markOf(ctx, "put") });
    return found(ctx, resourceId, put, made);
  },

  verify: (seen, ctx) => methodDrift(wanted(ctx), seen),

  async repair(seen, _drift, ctx) {
    const { resourceId } = seen.ids;
    return found(ctx, resourceId, await repairMethod(ctx, at(ctx, resourceId), wanted(ctx), seen));
  },

  async remove(seen, ctx) {
    await removeRoute(ctx, need(ctx, api), { ...ctx.state.get("method"), ...seen.ids });
  },

  async foresee(ctx) {
    const { ids } = need(ctx, api);
    const resourceId = (ids.id === UNMADE ? undefined : await resourceAt(ctx, ids, ctx.config.path)) ?? UNMADE;
    return found(ctx, resourceId, unmadeMethod);
  },

  replaces: ({ config, state }) => oldRoute(state.get("method"), config.path),
};

function at(ctx: Context, resourceId: string): At {
  return { restApiId: need(ctx, api).ids.id, resourceId, httpMethod };
}

function wanted(ctx: Context): WantedMethod {
  const { config } = ctx;
  const schema = ctx.known.get("schema")?.ids;
  const { responses, contentTypes } = singleRoute(config);
  return {
    operationName: need(ctx, api).adopted === true ? markOf(ctx, "put") : undefined,
    authorization: config.authorization,
    apiKey: config.apiKey,
    validatorId: schema?.validatorId,
    models: schema && Object.fromEntries(contentTypes.map((type) => [type, schema.model])),
    responses,
  };
}

function found(ctx: Context, resourceId: string, seen: SeenMethod, made?: number): Found["method"] {
  const ours = need(ctx, api).ours || seen.operationName === markOf(ctx, "put");
  const ids = { httpMethod, path: ctx.config.path, resourceId, ...(made !== undefined && { madeResources: made }) };
  return { ids, ours, ...seen };
}
