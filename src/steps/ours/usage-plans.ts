import {
  DeleteUsagePlanCommand,
  paginateGetUsagePlanKeys,
  paginateGetUsagePlans,
  UpdateUsagePlanCommand,
  type ApiKey,
  type ApiStage,
  type PatchOperation,
  type UsagePlan,
} from "@aws-sdk/client-api-gateway";
import type { Context } from "../context.ts";
import { oldestFirst } from "./oldest-first.ts";
import { unless } from "../../aws/faults.ts";
import { ourApis } from "./own-apis.ts";
import { keyOf, ourKeys } from "./own-keys.ts";
import { allItems, ownItems, pageSize } from "./list-ours.ts";
import { isOurStage, stagesOf, type Holder } from "./own-stages.ts";
import { unlessSo } from "../../aws/unless-so.ts";

const missing = ["NotFoundException"];

/** All usage plans, the oldest first. */
export async function allPlans({ clients }: Context): Promise<readonly UsagePlan[]> {
  return oldestFirst(await allItems(paginateGetUsagePlans({ client: clients.apigateway, pageSize }, {})));
}

/** The usage plans with our tag, the oldest first. */
export async function ourPlans(ctx: Context): Promise<readonly UsagePlan[]> {
  return ownItems(ctx, await allPlans(ctx));
}

/** The stages of a plan, each as `apiId:stage`. */
export function stagesIn({ apiStages = [] }: UsagePlan): string {
  return apiStages.map((one) => `${one.apiId}:${one.stage}`).join(" ");
}

/** Has it any keys? undefined when the plan is gone. */
export async function hasKeys(ctx: Context, one: UsagePlan): Promise<boolean | undefined> {
  const keys = await keysIn(ctx, one);
  return keys && keys.length > 0;
}

/** Is the key in a usage plan of ours? undefined when the key is gone. */
export async function isPlanned(ctx: Context, { id }: ApiKey): Promise<boolean | undefined> {
  const members = await Promise.all((await ourPlans(ctx)).map((one) => keysIn(ctx, one)));
  return (await keyOf(ctx, id)) && members.flat().includes(id ?? "");
}

/** Takes a usage plan away, and first its stages: a plan that covers one is not deleted, and another run may add one meanwhile. */
export async function removePlan(ctx: Context, plan: UsagePlan, holder: Holder | undefined, again = 2): Promise<void> {
  await uncover(ctx, plan, await ourStagesIn(ctx, plan, holder));
  try {
    await unless(missing, () => ctx.clients.apigateway.send(new DeleteUsagePlanCommand({ usagePlanId: plan.id })));
  } catch (error) {
    const now = (await ourPlans(ctx)).find(({ id }) => id === plan.id);
    if (again === 0 || now === undefined || (now.apiStages ?? []).length === 0) throw error;
    await removePlan(ctx, now, holder, again - 1);
  }
}

/** Why a usage plan of ours must stay: others have a stage or a key in it. undefined when it can go. */
export async function othersIn(
  ctx: Context,
  plan: UsagePlan,
  { holder, knownKey }: { readonly holder: Holder | undefined; readonly knownKey: string | undefined },
): Promise<string | undefined> {
  const [ours, keys, members] = await Promise.all([
    ourStagesIn(ctx, plan, holder),
    ourKeys(ctx, knownKey),
    keysIn(ctx, plan),
  ]);
  const others = [
    ...(plan.apiStages ?? []).filter((one) => !ours.includes(one)).map(({ apiId, stage }) => `stage ${apiId}:${stage}`),
    ...(members ?? []).filter((id) => !keys.some((key) => key.id === id)).map((id) => `key ${id}`),
  ];
  if (others.length === 0) return undefined;
  return `others use the usage plan ${plan.name} (${others.join(", ")}): take them out first`;
}

/** The stages in a plan that are ours: those of all our APIs, and ours in an API that is not. */
async function ourStagesIn(
  ctx: Context,
  { apiStages = [] }: UsagePlan,
  holder: Holder | undefined,
): Promise<readonly ApiStage[]> {
  if (apiStages.length === 0) return [];
  const apis = (await ourApis(ctx)).map(({ id }) => id);
  const within = holder === undefined || holder.ours ? [] : await stagesOf(ctx, holder.ids.id);
  const marked = within.filter((one) => isOurStage(ctx, holder!, one)).map(({ stageName }) => stageName);
  return apiStages.filter(
    ({ apiId, stage }) => apis.includes(apiId) || (apiId === holder?.ids.id && marked.includes(stage)),
  );
}

/** Ids of the keys in a usage plan; undefined when the plan is gone. */
export async function keysIn(ctx: Context, { id: usagePlanId }: UsagePlan): Promise<readonly string[] | undefined> {
  const pages = () => allItems(paginateGetUsagePlanKeys({ client: ctx.clients.apigateway, pageSize }, { usagePlanId }));
  return (await unless(missing, pages))?.map((one) => one.id ?? "");
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

/** One by one: a call of which one stage has gone meanwhile would change nothing. */
async function uncover(ctx: Context, plan: UsagePlan, stages: readonly ApiStage[]): Promise<void> {
  for (const one of stages) {
    const value = `${one.apiId}:${one.stage}`;
    const patchOperations: PatchOperation[] = [{ op: "remove", path: "/apiStages", value }];
    const command = new UpdateUsagePlanCommand({ usagePlanId: plan.id, patchOperations });
    const gone = async (): Promise<boolean> =>
      !covers(
        (await ourPlans(ctx)).find(({ id }) => id === plan.id),
        one,
      );
    await unlessSo(() => unless(missing, () => ctx.clients.apigateway.send(command)), gone);
  }
}

/** Puts a stage into a usage plan. */
export async function cover(ctx: Context, usagePlanId: string, stage: string): Promise<void> {
  const [apiId, name] = stage.split(":");
  const patchOperations: PatchOperation[] = [{ op: "add", path: "/apiStages", value: stage }];
  const command = new UpdateUsagePlanCommand({ usagePlanId, patchOperations });
  const there = async (): Promise<boolean> =>
    covers(
      (await ourPlans(ctx)).find(({ id }) => id === usagePlanId),
      { apiId, stage: name },
    );
  await unlessSo(() => ctx.clients.apigateway.send(command), there);
}

function covers(plan: UsagePlan | undefined, { apiId, stage }: ApiStage): boolean {
  return plan?.apiStages?.some((one) => one.apiId === apiId && one.stage === stage) === true;
}
