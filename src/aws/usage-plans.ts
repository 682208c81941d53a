import {
  DeleteUsagePlanCommand,
  GetUsagePlanKeysCommand,
  GetUsagePlansCommand,
  UntagResourceCommand,
  UpdateUsagePlanCommand,
  type ApiKey,
  type ApiStage,
  type PatchOperation,
  type UsagePlan,
} from "@aws-sdk/client-api-gateway";
import type { Context } from "../core/context.ts";
import { oldestFirst } from "./age.ts";
import { unless } from "./faults.ts";
import { ownPages } from "./own-pages.ts";
import { MADE_TAG, OWNER_TAG } from "./tags.ts";

const missing = ["NotFoundException"];

/** The usage plans with our tag, the oldest first. */
export async function ourPlans(ctx: Context): Promise<readonly UsagePlan[]> {
  const page = (from: { position?: string }) =>
    ctx.clients.apigateway.send(new GetUsagePlansCommand({ limit: 500, ...from }));
  return oldestFirst(await ownPages(ctx, page));
}

/** Takes a usage plan away, and first its stages: a plan that covers one is not deleted, and another run may add one meanwhile. */
export async function removePlan(ctx: Context, plan: UsagePlan, again = 2): Promise<void> {
  await uncover(ctx, plan, plan.apiStages ?? []);
  try {
    await unless(missing, () => ctx.clients.apigateway.send(new DeleteUsagePlanCommand({ usagePlanId: plan.id })));
  } catch (error) {
    const now = (await ourPlans(ctx)).find(({ id }) => id === plan.id);
    if (again === 0 || now === undefined || (now.apiStages ?? []).length === 0) throw error;
    await removePlan(ctx, now, again - 1);
  }
}

/** Takes our stages out of a usage plan, and the plan away where nobody else has a stage or a key in it. A plan that others use
 * becomes theirs; it is said. */
export async function leavePlan(ctx: Context, plan: UsagePlan, ourKeys: readonly ApiKey[]): Promise<void> {
  const keys = await keysIn(ctx, plan);
  const used = ctx.known.get("api")?.ids.id ?? ctx.state.get("api")?.id;
  const isOurs = ({ apiId }: ApiStage): boolean => used === undefined || apiId === used;
  const stages = plan.apiStages ?? [];
  const others = [
    ...stages.filter((one) => !isOurs(one)).map(({ apiId, stage }) => `stage ${apiId}:${stage}`),
    ...keys.filter((id) => !ourKeys.some((key) => key.id === id)).map((id) => `key ${id}`),
  ];
  if (others.length === 0) return removePlan(ctx, plan);
  await uncover(ctx, plan, stages.filter(isOurs));
  const { partition } = ctx.identity;
  const resourceArn = `arn:${partition}:apigateway:${ctx.config.region}::/usageplans/${plan.id}`;
  const command = new UntagResourceCommand({ resourceArn, tagKeys: [OWNER_TAG, MADE_TAG] });
  await unless(missing, () => ctx.clients.apigateway.send(command));
  const text = `Usage plan ${plan.name} (${plan.id}) stays, without our tag: others use it (${others.join(", ")}).`;
  ctx.report.event({ type: "warning", text });
}

/** Ids of the keys in a usage plan. */
export async function keysIn(ctx: Context, { id: usagePlanId }: UsagePlan): Promise<readonly string[]> {
  const { items } = await ctx.clients.apigateway.send(new GetUsagePlanKeysCommand({ usagePlanId, limit: 500 }));
  return (items ?? []).map((one) => one.id ?? "");
}

/** Takes the stages of a REST API out of our usage plans: an API with a stage in one is not deleted. */
export async function uncoverApi(ctx: Context, restApiId: string): Promise<void> {
  for (const plan of await ourPlans(ctx))
    await uncover(
      ctx,
      plan,
      (plan.apiStages ?? []).filter(({ apiId }) => apiId === restApiId),
    );
}

async function uncover(ctx: Context, plan: UsagePlan, stages: UsagePlan["apiStages"] = []): Promise<void> {
  const patchOperations: PatchOperation[] = stages.map(({ apiId, stage }) => ({
    op: "remove",
    path: "/apiStages",
    value: `${apiId}:${stage}`,
  }));
  if (patchOperations.length === 0) return;
  const command = new UpdateUsagePlanCommand({ usagePlanId: plan.id, patchOperations });
  await unless(missing, () => ctx.clients.apigateway.send(command));
}
