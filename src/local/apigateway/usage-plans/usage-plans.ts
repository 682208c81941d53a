import { keyUsage } from "../../account/key-usage.ts";
import type { Scope } from "../../account/scope.ts";
import type { UsagePlan, UsagePlanRecord } from "../api-keys/key-definition.ts";
import { badRequest, notFound } from "../faults.ts";
import { gatewayOf } from "../gateway.ts";
import { operation } from "../operation/operation.ts";
import { page } from "../operation/page.ts";
import { applyPatch, patchBody, refuseByPath } from "../operation/patch.ts";
import { textValue } from "../operation/patch-rules.ts";
import { randomId } from "../random-id.ts";
import { list, map } from "../../shape/collection.ts";
import { double, integer } from "../../shape/scalar.ts";
import { oneOf, text } from "../../shape/text.ts";
import { required, structure } from "../../shape/structure.ts";
import { checkTags } from "../tags/tag-rules.ts";
import { checkApiStage, checkQuota, planName, usagePlanRules } from "./usage-plan-patch.ts";
import { defined } from "../without.ts";

const throttle = structure({ burstLimit: integer(), rateLimit: double });

export const createUsagePlan = operation({
  name: "CreateUsagePlan",
  route: "POST /usageplans",
  ok: 201,
  body: {
    name: required(text()),
    description: text(),
    apiStages: list(structure({ apiId: required(text()), stage: required(text()), throttle: map(throttle) })),
    throttle,
    quota: structure({ limit: integer(), offset: integer(), period: oneOf("DAY", "WEEK", "MONTH") }),
    tags: map(text()),
  },
  run(scope, input) {
    const id = randomId(6);
    for (const stage of input.apiStages ?? []) checkApiStage(scope, stage, id);
    if (input.tags !== undefined) checkTags(input.tags);
    const record: UsagePlanRecord = {
      ...defined({ description: textValue(input.description), throttle: input.throttle, tags: input.tags }),
      ...(input.quota === undefined ? {} : { quota: checkQuota(input.quota) }),
      id,
      name: planName(input.name),
      apiStages: input.apiStages ?? [],
    };
    gatewayOf(scope).usagePlans.set(id, { record, keyIds: new Set() });
    return record;
  },
});

export const getUsagePlan = operation({
  name: "GetUsagePlan",
  route: "GET /usageplans/{usagePlanId}",
  ok: 200,
  run: (scope, { usagePlanId }) => shownAlone(planOf(scope, usagePlanId).record),
});

export const getUsagePlans = operation({
  name: "GetUsagePlans",
  route: "GET /usageplans",
  ok: 200,
  query: ["position", "keyId", "limit"],
  run(scope, input) {
    const keyId = input.keyId?.[0];
    const plans = [...gatewayOf(scope).usagePlans.values()];
    const all = plans.filter((plan) => keyId === undefined || plan.keyIds.has(keyId)).map((plan) => plan.record);
    return page(all, input, (record) => record.id);
  },
});

export const updateUsagePlan = operation({
  name: "UpdateUsagePlan",
  route: "PATCH /usageplans/{usagePlanId}",
  ok: 200,
  body: patchBody,
  run(scope, { usagePlanId, patchOperations }) {
    const plan = planOf(scope, usagePlanId);
    const rules = usagePlanRules(scope);
    const patched = applyPatch(plan.record, patchOperations, rules, refuseByPath(rules));
    if (patched.quota !== undefined) checkQuota(patched.quota);
    plan.record = patched;
    return shownAlone(plan.record);
  },
});

export const deleteUsagePlan = operation({
  name: "DeleteUsagePlan",
  route: "DELETE /usageplans/{usagePlanId}",
  ok: 202,
  run(scope, { usagePlanId }) {
    const { record } = planOf(scope, usagePlanId);
    const [first] = record.apiStages;
    if (first !== undefined) {
      throw badRequest(
        `Cannot delete Usage Plan ${usagePlanId} because there are API Stages associated with it, ` +
          `including ${first.apiId}:${first.stage}`,
      );
    }
    gatewayOf(scope).usagePlans.delete(usagePlanId);
    scope.account.corner(keyUsage, "").forget(usagePlanId);
  },
});

/** Throws NotFoundException. */
export function planOf(scope: Scope, id: string): UsagePlan {
  const plan = gatewayOf(scope).usagePlans.get(id);
  if (plan === undefined) throw notFound("Invalid Usage Plan ID specified");
  return plan;
}

function shownAlone(record: UsagePlanRecord): UsagePlanRecord {
  return { ...record, tags: record.tags ?? {} };
}
