import type { Scope } from "../../account/scope.ts";
import { gatewayOf } from "../gateway.ts";

/** Removes a deleted stage from all usage plans; without a name, all stages of the API. */
export function detachFromPlans(scope: Scope, apiId: string, stageName?: string): void {
  for (const plan of gatewayOf(scope).usagePlans.values()) {
    const { record } = plan;
    const isGone = (one: { readonly apiId: string; readonly stage: string }): boolean =>
      one.apiId === apiId && (stageName === undefined || one.stage === stageName);
    const apiStages = record.apiStages.filter((one) => !isGone(one));
    if (apiStages.length < record.apiStages.length) plan.record = { ...record, apiStages };
  }
}
