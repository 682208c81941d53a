import { UpdateUsagePlanCommand, type PatchOperation, type UsagePlan } from "@aws-sdk/client-api-gateway";
import { unlessSo } from "../../aws/unless-so.ts";
import type { Config } from "../../settings/config.ts";
import type { Context } from "../context.ts";
import { ourPlans } from "../ours/usage-plans.ts";

/** The quota of a usage plan as AWS takes it. */
export type QuotaSettings = NonNullable<UsagePlan["quota"]>;

/** A quota in words, such as `10000/day`. */
export function quotaText(quota: NonNullable<Config["quota"]>): string {
  return quota === "none" ? "none" : `${quota.limit}/${quota.period.toLowerCase()}`;
}

/** The quota of a usage plan in the same words. */
export function quotaOf({ quota }: UsagePlan): string {
  if (quota?.limit === undefined || quota.period === undefined) return "none";
  return `${quota.limit}/${quota.period.toLowerCase()}`;
}

/** Gives the usage plan the quota that is asked for, or takes it away. */
export async function setQuota(ctx: Context, usagePlanId: string): Promise<void> {
  const { quota = "none" } = ctx.config;
  const command = new UpdateUsagePlanCommand({ usagePlanId, patchOperations: changes(quota) });
  const isSo = async (): Promise<boolean> => {
    const plan = (await ourPlans(ctx)).find(({ id }) => id === usagePlanId);
    return plan !== undefined && quotaOf(plan) === quotaText(quota);
  };
  await unlessSo(() => ctx.clients.apigateway.send(command), isSo);
}

/** The offset of another period may be more than this one allows. */
function changes(quota: NonNullable<Config["quota"]>): PatchOperation[] {
  if (quota === "none") return [{ op: "remove", path: "/quota" }];
  return [
    { op: "replace", path: "/quota/limit", value: String(quota.limit) },
    { op: "replace", path: "/quota/offset", value: "0" },
    { op: "replace", path: "/quota/period", value: quota.period },
  ];
}
