import { integrationUri } from "../aws/arns.ts";
import { makeResource, resourceAt } from "../aws/resources.ts";
import { findIntegration, integrationDrift, putIntegration, repairIntegration } from "../aws/route-integration.ts";
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
import type { Drift } from "../core/errors.ts";
import type { Found, SeenIntegration, SeenMethod } from "../core/found.ts";
import { need } from "../core/need.ts";
import type { Step } from "../core/step.ts";
import { batchRoute } from "../mapping/routes.ts";
import { api } from "./api.ts";
import { role } from "./role.ts";
import { oldRoute, UNMADE, unmadeMethod } from "./unmade.ts";

const httpMethod = "POST";

/** The batch route: POST of a list on its own path, as one PutRecords call. */
export const batch: Step<"batch"> = {
  name: "batch",
  command: "put-integration",
  noun: "batch route",
  after: ["api", "role"],
  within: "api",
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

  wanted: ({ config }) => (config.batchPath === undefined ? undefined : config.batchPath !== ""),

  async find(ctx) {
    const path = ctx.config.batchPath || ctx.state.get("batch")?.path;
    if (path === undefined) return undefined;
    const resourceId = await resourceAt(ctx, need(ctx, api).ids, path);
    if (resourceId === undefined) return undefined;
    const [method, integration] = await Promise.all([
      findMethod(ctx, at(ctx, resourceId)),
      findIntegration(ctx, at(ctx, resourceId)),
    ]);
    return method && { ids: { httpMethod, path, resourceId }, ours: oursIn(ctx, method), method, integration };
  },

  async create(ctx) {
    const path = ctx.config.batchPath ?? "";
    const holder = need(ctx, api);
    const { resourceId, made } = await makeResource(ctx, holder.ids, path);
    const method = await putMethod(ctx, at(ctx, resourceId), wantedMethod(ctx));
    await removeOldRoute(ctx, holder, ctx.state.get("batch"), { path, mark: markOf(ctx, "batch") });
    const ids = { httpMethod, path, resourceId, madeResources: made };
    return { ids, ours: oursIn(ctx, method), method, integration: undefined };
  },

  verify(seen, ctx) {
    return [...methodDrift(wantedMethod(ctx), seen.method), ...integrationDrifts(seen, ctx)];
  },

  async repair(seen, _drift, ctx) {
    const here = at(ctx, seen.ids.resourceId);
    const method = await repairMethod(ctx, here, wantedMethod(ctx), seen.method);
    const wanted = wantedIntegration(ctx);
    const now = seen.integration ?? (await putIntegration(ctx, here, wanted));
    const integration = await repairIntegration(ctx, here, wanted, integrationDrift(wanted, now), now);
    return { ...seen, method, integration };
  },

  async remove(seen, ctx) {
    await removeRoute(ctx, need(ctx, api), { ...ctx.state.get("batch"), ...seen.ids });
  },

  async foresee(ctx) {
    const path = ctx.config.batchPath ?? "";
    const { ids, ours } = need(ctx, api);
    const resourceId = (ids.id === UNMADE ? undefined : await resourceAt(ctx, ids, path)) ?? UNMADE;
    return { ids: { httpMethod, path, resourceId }, ours, method: unmadeMethod, integration: undefined };
  },

  replaces: ({ config, state }) => oldRoute(state.get("batch"), config.batchPath ?? ""),
};

function at(ctx: Context, resourceId: string): At {
  return { restApiId: need(ctx, api).ids.id, resourceId, httpMethod };
}

function oursIn(ctx: Context, method: SeenMethod): boolean {
  return need(ctx, api).ours || method.operationName === markOf(ctx, "batch");
}

function wantedMethod(ctx: Context): WantedMethod {
  const { config } = ctx;
  const { responses } = batchRoute(config);
  return {
    operationName: need(ctx, api).adopted === true ? markOf(ctx, "batch") : undefined,
    authorization: config.authorization,
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
