import type { Resource } from "@aws-sdk/client-api-gateway";
import { integrationUri } from "../../aws/arns.ts";
import { markOf } from "../ours/route-mark.ts";
import { removeStrayRoutes, strayDrift, strayRoutes } from "./stray-routes.ts";
import { repairMethod } from "./repair-method.ts";
import { allResources, makeResource, resourceAt } from "../ours/resources.ts";
import { findIntegration, integrationDrift, putIntegration, repairIntegration } from "./route-integration.ts";
import { findMethod, methodDrift, putMethod, type At, type WantedMethod } from "./route-method.ts";
import { count, optional, text } from "../../engine/check.ts";
import type { Context } from "../../engine/context.ts";
import type { Drift } from "../../engine/errors.ts";
import type { Found, RouteIds, SeenIntegration, SeenMethod } from "../../engine/found.ts";
import { need } from "../../engine/need.ts";
import { plainStep } from "../../engine/plain-step.ts";
import type { Step } from "../../engine/step.ts";
import { batchRoute } from "../../mapping/routes.ts";
import { api } from "../api/api.ts";
import { role } from "../role/role.ts";
import { oldRoute, UNMADE, unmadeMethod } from "../unmade.ts";

const httpMethod = "POST";

/** The batch route: POST of a list on its own path, as one PutRecords call. */
export const batch: Step<"batch", Found["batch"], Context> = plainStep<"batch", Found["batch"], Context>({
  name: "batch",
  command: "put-integration",
  noun: "batch route",
  // Not beside the method: a route may move to where the other one was.
  after: ["role", "method"],
  within: "api",
  ids: { httpMethod: text, path: text, resourceId: text, madeResources: optional(count) },
  actions: [
    "apigateway:GET",
    "apigateway:POST",
    "apigateway:PUT",
    "apigateway:PATCH",
    "apigateway:DELETE",
    "iam:PassRole",
  ],

  title: ({ config, state }) =>
    `Batch route ${httpMethod} ${config.batchPath || state.get("batch")?.path || ""}`.trim(),

  asked: ({ config }) => (config.batchPath === undefined ? undefined : config.batchPath !== ""),

  async find(ctx) {
    const resources = await allResources(ctx, need(ctx, api).ids.id);
    const strays = straysIn(resources, ctx);
    const { batchPath } = ctx.config;
    // Where none is wanted, the one that is there is found where it is.
    const [there, others] = batchPath ? [undefined, strays] : [strays[0], strays.slice(1)];
    const path = batchPath || there?.path;
    const resourceId = path === undefined ? undefined : resourceAt(resources, path);
    if (path === undefined || resourceId === undefined) return undefined;
    const [method, integration] = await Promise.all([
      findMethod(ctx, at(ctx, resourceId)),
      findIntegration(ctx, at(ctx, resourceId)),
    ]);
    // What is there was the other route until now, and goes with that.
    if (method === undefined || method.operationName === markOf(ctx, "put")) return undefined;
    return { ids: { httpMethod, path, resourceId }, ours: oursIn(ctx, method), method, integration, strays: others };
  },

  async create(ctx, fresh) {
    const path = ctx.config.batchPath ?? "";
    const holder = need(ctx, api);
    const strays = fresh === true ? [] : straysIn(await allResources(ctx, holder.ids.id), ctx);
    const [old] = await Promise.all(strays.slice(0, 1).map((one) => findMethod(ctx, at(ctx, one.resourceId))));
    await removeStrayRoutes(ctx, holder, strays);
    const { resourceId, made } = await makeResource(ctx, holder.ids, path);
    const asked = wantedMethod(ctx);
    // What nobody spoke of comes along.
    const apiKey = asked.apiKey ?? old?.apiKeyRequired;
    const method = await putMethod(ctx, at(ctx, resourceId), { ...asked, apiKey });
    const ids = { httpMethod, path, resourceId, madeResources: made };
    return { ids, ours: oursIn(ctx, method), method, integration: undefined, strays: [] };
  },

  drift(seen, ctx) {
    return [
      ...methodDrift(wantedMethod(ctx), seen.method, seen.ours),
      ...integrationDrifts(seen, ctx),
      ...strayDrift(seen.strays),
    ];
  },

  async mend(seen, _drift, ctx) {
    const here = at(ctx, seen.ids.resourceId);
    await removeStrayRoutes(ctx, need(ctx, api), seen.strays);
    const method = await repairMethod(ctx, here, wantedMethod(ctx), seen.method);
    const wanted = wantedIntegration(ctx);
    const now = seen.integration ?? (await putIntegration(ctx, here, wanted));
    const integration = await repairIntegration(ctx, here, wanted, integrationDrift(wanted, now), now);
    return { ...seen, method, integration, strays: [] };
  },

  async remove(seen, ctx) {
    const holder = need(ctx, api);
    await removeStrayRoutes(ctx, holder, [...seen.strays, { ...ctx.state.get("batch"), ...seen.ids }]);
  },

  async foresee(ctx) {
    const path = ctx.config.batchPath ?? "";
    const { ids, ours } = need(ctx, api);
    const resources = ids.id === UNMADE ? [] : await allResources(ctx, ids.id);
    const resourceId = resourceAt(resources, path) ?? UNMADE;
    return { ids: { httpMethod, path, resourceId }, ours, method: unmadeMethod, integration: undefined, strays: [] };
  },

  replaces: ({ config, state }) => oldRoute(state.get("batch"), config.batchPath ?? ""),
});

function at(ctx: Context, resourceId: string): At {
  return { restApiId: need(ctx, api).ids.id, resourceId, httpMethod };
}

/** Batch routes that are elsewhere; where the method is to be, it has taken over what there was. */
function straysIn(resources: readonly Resource[], ctx: Context): readonly RouteIds[] {
  const { path, batchPath } = ctx.config;
  const paths = [path, ...(batchPath ? [batchPath] : [])];
  return strayRoutes(ctx, need(ctx, api), resources, { kind: "batch", paths, old: ctx.state.get("batch") });
}

function oursIn(ctx: Context, method: SeenMethod): boolean {
  return need(ctx, api).ours || method.operationName === markOf(ctx, "batch");
}

function wantedMethod(ctx: Context): WantedMethod {
  const { config } = ctx;
  const { responses } = batchRoute(config);
  return {
    operationName: markOf(ctx, "batch"),
    authorization: config.auth,
    apiKey: config.apiKey,
    validatorId: undefined,
    models: undefined,
    responses,
  };
}

function wantedIntegration(ctx: Context): SeenIntegration {
  const { config, identity } = ctx;
  return {
    ...batchRoute(config).integration,
    uri: integrationUri(identity.partition, config.region, "PutRecords"),
    credentials: need(ctx, role).ids.arn,
  };
}

function integrationDrifts(seen: Found["batch"], ctx: Context): readonly Drift[] {
  if (seen.integration === undefined) return [{ field: "integration", wanted: "there", actual: "missing" }];
  return integrationDrift(wantedIntegration(ctx), seen.integration);
}
