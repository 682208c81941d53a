import type { Context } from "../context.ts";
import type { Secrets } from "../../mapping/handshake/secrets.ts";
import { need } from "../../engine/need.ts";
import type { RouteMethod, WantedMethod, WantedRoute } from "../../mapping/route.ts";
import { api } from "../api/api.ts";
import { findIntegration } from "./calls/route-integration.ts";
import { makeResource } from "./calls/resources.ts";
import type { RouteIds } from "./route-ids.ts";
import { findMethod, putMethod } from "./calls/route-method.ts";
import { comparesSecrets, secretsOf } from "./secrets.ts";
import { removeRoutes } from "./stray-routes.ts";
import { unmadeMethod, wantedMethod } from "./wanted-method.ts";

interface Made {
  readonly ids: RouteIds;
  readonly method: RouteMethod;
  /** The secrets of the route that was moved: nothing else has them. */
  readonly kept: Secrets;
}

/** Puts the method of a route on its path and creates the path. `strays`: where the route was before; settings that were not asked
 * for are taken from there. */
export async function makeRoute(
  ctx: Context,
  { path, httpMethod, method }: Pick<WantedRoute, "path" | "httpMethod" | "method">,
  strays: readonly RouteIds[],
): Promise<Made> {
  const { ids, ours } = need(ctx, api);
  const [from] = strays;
  const there = from && { restApiId: ids.id, resourceId: from.resourceId, httpMethod };
  const old = there && (await findMethod(ctx, there));
  const kept = there && comparesSecrets(ctx.config) ? secretsOf(await findIntegration(ctx, there)) : {};
  // First: API Gateway does not allow two variable parts side by side. The deployed route keeps serving.
  await removeRoutes(ctx, strays);
  const { resourceId, made } = await makeResource(ctx, ids, path);
  const wanted = wantedMethod(carried(method, old, ctx), unmadeMethod);
  const put = await putMethod(ctx, { restApiId: ids.id, resourceId, httpMethod }, wanted);
  return {
    ids: { httpMethod, path, resourceId, ...(!ours && { madeResources: made }) },
    method: put,
    kept,
  };
}

/** Without the state file, the API key and the schema would be lost otherwise. */
function carried(asked: WantedMethod, old: RouteMethod | undefined, { config }: Context): WantedMethod {
  if (old === undefined) return asked;
  const checked = config.schema === undefined && old.validatorId !== "";
  const checks = checked ? { validatorId: old.validatorId, models: old.models } : {};
  return { ...asked, apiKeyRequired: asked.apiKeyRequired ?? old.apiKeyRequired, ...checks };
}
