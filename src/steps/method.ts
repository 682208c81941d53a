import {
  CreateResourceCommand,
  DeleteMethodCommand,
  GetMethodCommand,
  GetResourcesCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
  UpdateMethodCommand,
  type Method,
  type Resource,
} from "@aws-sdk/client-api-gateway";
import { unless } from "../aws/faults.ts";
import { paced } from "../aws/pace.ts";
import type { Context } from "../core/context.ts";
import type { Drift } from "../core/errors.ts";
import type { Found } from "../core/found.ts";
import { need } from "../core/need.ts";
import type { Step } from "../core/step.ts";
import { STATUSES } from "../mapping/response.ts";
import { api } from "./api.ts";

const httpMethod = "POST";
const missing = ["NotFoundException"];
const there = ["ConflictException"];

/** POST on the path, and the statuses it may answer with. */
export const method: Step<"method"> = {
  name: "method",
  command: "put-method",
  noun: "method",
  after: ["api"],
  within: "api",
  actions: ["apigateway:GET", "apigateway:POST", "apigateway:PUT", "apigateway:PATCH", "apigateway:DELETE"],

  title: ({ config }) => `Method ${httpMethod} ${config.path}`,

  async find(ctx) {
    const resourceId = await resourceAt(ctx, ctx.config.path);
    if (resourceId === undefined) return undefined;
    const restApiId = need(ctx, api).ids.id;
    const seen = await unless(missing, () =>
      ctx.clients.apigateway.send(new GetMethodCommand({ restApiId, resourceId, httpMethod })),
    );
    return seen === undefined ? undefined : found(ctx, resourceId, seen);
  },

  async create(ctx) {
    const { config, clients } = ctx;
    const restApiId = need(ctx, api).ids.id;
    const resourceId = await makeResource(ctx, config.path);
    const command = new PutMethodCommand({
      restApiId,
      resourceId,
      httpMethod,
      authorizationType: config.authorization,
      apiKeyRequired: config.apiKey ?? false,
    });
    const made = await unless(there, () => paced(ctx, "PutMethod", () => clients.apigateway.send(command)));
    await removeOldPath(ctx, restApiId);
    if (made !== undefined) return found(ctx, resourceId, made);
    const other = new GetMethodCommand({ restApiId, resourceId, httpMethod });
    return found(ctx, resourceId, await clients.apigateway.send(other));
  },

  verify(seen, { config }) {
    const drift: Drift[] = [];
    if (seen.authorization !== config.authorization)
      drift.push({ field: "auth", wanted: config.authorization, actual: seen.authorization });
    if (config.apiKey !== undefined && seen.apiKeyRequired !== config.apiKey)
      drift.push({ field: "api-key", wanted: config.apiKey, actual: seen.apiKeyRequired });
    for (const status of STATUSES)
      if (seen.responses[status] === undefined)
        drift.push({ field: `method response ${status}`, wanted: "declared", actual: "missing" });
    return drift;
  },

  async repair(seen, _drift, ctx) {
    const { config, clients } = ctx;
    const { resourceId } = seen.ids;
    const restApiId = need(ctx, api).ids.id;
    const replace = (path: string, value: string) => ({ op: "replace" as const, path, value });
    const patchOperations = [
      ...(seen.authorization === config.authorization ? [] : [replace("/authorizationType", config.authorization)]),
      ...(seen.apiKeyRequired === (config.apiKey ?? seen.apiKeyRequired)
        ? []
        : [replace("/apiKeyRequired", String(config.apiKey))]),
    ];
    if (patchOperations.length > 0)
      await clients.apigateway.send(new UpdateMethodCommand({ restApiId, resourceId, httpMethod, patchOperations }));
    const statuses = STATUSES.filter((status) => seen.responses[status] === undefined);
    await Promise.all(
      statuses.map((statusCode) => {
        const responseModels = { "application/json": "Empty" };
        const command = new PutMethodResponseCommand({ restApiId, resourceId, httpMethod, statusCode, responseModels });
        return unless(there, () => paced(ctx, "PutMethodResponse", () => clients.apigateway.send(command)));
      }),
    );
    return {
      ...seen,
      authorization: config.authorization,
      apiKeyRequired: config.apiKey ?? seen.apiKeyRequired,
      responses: { ...Object.fromEntries(statuses.map((status) => [status, []])), ...seen.responses },
    };
  },

  async remove(seen, ctx) {
    await removeMethod(ctx, need(ctx, api).ids.id, seen.ids.resourceId);
  },
};

function found(ctx: Context, resourceId: string, seen: Method): Found["method"] {
  const headers = (parameters: Readonly<Record<string, boolean>> | undefined): readonly string[] =>
    Object.keys(parameters ?? {}).map((name) => name.replace(/^method\.response\.header\./, ""));
  return {
    ids: { httpMethod, path: ctx.config.path, resourceId },
    ours: need(ctx, api).ours,
    authorization: seen.authorizationType ?? "NONE",
    apiKeyRequired: seen.apiKeyRequired ?? false,
    responses: Object.fromEntries(
      Object.entries(seen.methodResponses ?? {}).map(([status, one]) => [status, headers(one.responseParameters)]),
    ),
  };
}

async function resourceAt(ctx: Context, path: string): Promise<string | undefined> {
  const { ids } = need(ctx, api);
  if (path === "/") return ids.rootResourceId;
  return (await resources(ctx)).find((one) => one.path === path)?.id;
}

async function resources(ctx: Context): Promise<readonly Resource[]> {
  const restApiId = need(ctx, api).ids.id;
  const all: Resource[] = [];
  let position: string | undefined;
  do {
    const page = await ctx.clients.apigateway.send(
      new GetResourcesCommand({ restApiId, limit: 500, ...(position !== undefined && { position }) }),
    );
    all.push(...(page.items ?? []));
    position = page.position;
  } while (position !== undefined);
  return all;
}

/** The resource at the path, made segment by segment where it is not there. */
async function makeResource(ctx: Context, path: string): Promise<string> {
  const { ids } = need(ctx, api);
  if (path === "/") return ids.rootResourceId;
  const known = new Map((await resources(ctx)).map((one) => [one.path, one.id]));
  let parentId = ids.rootResourceId;
  let at = "";
  for (const pathPart of path.slice(1).split("/")) {
    at += `/${pathPart}`;
    const command = new CreateResourceCommand({ restApiId: ids.id, parentId, pathPart });
    const id =
      known.get(at) ??
      (await unless(there, () => paced(ctx, "CreateResource", () => ctx.clients.apigateway.send(command))))?.id ??
      (await resourceAt(ctx, at));
    parentId = id ?? parentId;
  }
  return parentId;
}

/** When --path changes, the old path must not go on answering. */
async function removeOldPath(ctx: Context, restApiId: string): Promise<void> {
  const old = ctx.state.get("method");
  if (old !== undefined && old.path !== ctx.config.path && need(ctx, api).ours)
    await removeMethod(ctx, restApiId, old.resourceId);
}

async function removeMethod(ctx: Context, restApiId: string, resourceId: string): Promise<void> {
  const command = new DeleteMethodCommand({ restApiId, resourceId, httpMethod });
  await unless(missing, () => paced(ctx, "DeleteMethod", () => ctx.clients.apigateway.send(command)));
}
