import {
  DeleteUsagePlanCommand,
  GetUsagePlansCommand,
  UpdateUsagePlanCommand,
  type PatchOperation,
  type UsagePlan,
} from "@aws-sdk/client-api-gateway";
import type { Context } from "../core/context.ts";
import { oldestFirst } from "./age.ts";
import { unless } from "./faults.ts";
import { ownPages } from "./own-pages.ts";

const missing = ["NotFoundException"];

/** The usage plans with our tag, the oldest first. */
export async function ourPlans(ctx: Context): Promise<readonly UsagePlan[]> {
  const page = (from: { position?: string }) =>
    ctx.clients.apigateway.send(new GetUsagePlansCommand({ limit: 500, ...from }));
  return oldestFirst(await ownPages(ctx, page));
}

/** Takes a usage plan away, and first its stages: a plan that covers one is not deleted. */
export async function removePlan(ctx: Context, plan: UsagePlan): Promise<void> {
  await uncover(ctx, plan, plan.apiStages ?? []);
  await unless(missing, () => ctx.clients.apigateway.send(new DeleteUsagePlanCommand({ usagePlanId: plan.id })));
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
