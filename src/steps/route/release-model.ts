import type { Context } from "../context.ts";
import { need } from "../../engine/need.ts";
import { routeMark } from "../../mapping/route-mark.ts";
import { api } from "../api/api.ts";
import { allResources } from "../ours/all-resources.ts";
import { MODEL } from "./calls/model.ts";
import { repairMethod } from "./calls/repair-method.ts";
import { findMethod } from "./calls/route-method.ts";

/** Takes the model and these validators off the methods of ours, wherever they are: API Gateway does not delete what a method
 * uses. */
export async function releaseModel(ctx: Context, validators: readonly string[]): Promise<void> {
  const { ids, ours } = need(ctx, api);
  for (const { id: resourceId = "", resourceMethods = {} } of await allResources(ctx, ids.id))
    for (const [httpMethod, { operationName }] of Object.entries(resourceMethods)) {
      if (!ours && operationName !== routeMark(ctx.config.name, "put")) continue;
      const at = { restApiId: ids.id, resourceId, httpMethod };
      const seen = await findMethod(ctx, at);
      if (seen === undefined) continue;
      const models = Object.fromEntries(Object.entries(seen.models).filter(([, name]) => name !== MODEL));
      const validatorId = validators.includes(seen.validatorId) ? "" : seen.validatorId;
      await repairMethod(ctx, at, { ...seen, models, validatorId }, seen);
    }
}
