import { CreateUsagePlanCommand, CreateUsagePlanKeyCommand, type UsagePlan } from "@aws-sdk/client-api-gateway";
import { createOnce } from "../../aws/create-once.ts";
import { unless } from "../../aws/faults.ts";
import { ownerTags } from "../../aws/tags.ts";
import { need } from "../../engine/need.ts";
import { api } from "../api/api.ts";
import type { Context } from "../context.ts";
import { rivalOf } from "../ours/duplicates.ts";
import { cover, hasKeys, ourPlans, removePlan, stagesIn } from "../ours/usage-plans.ts";
import { quotaOf, type QuotaSettings } from "./quota.ts";

/** The stage that the usage plan must cover, as `apiId:stage`. */
export function wantedStage(ctx: Context): string {
  return `${need(ctx, api).ids.id}:${ctx.config.stage}`;
}

/** What is there of a usage plan. */
export interface Planned {
  /** "" for none yet. */
  readonly usagePlanId: string;
  /** Its stages. */
  readonly stages: string;
  /** Its quota. */
  readonly quota: string;
}

/** Lets the plan cover the stage; makes one where there is none, with the quota that is asked for. */
export async function coveringPlan(planned: Planned, ctx: Context): Promise<Planned> {
  const { usagePlanId, stages } = planned;
  if (usagePlanId === "") return makePlan(ctx);
  if (!stages.split(" ").includes(wantedStage(ctx))) await cover(ctx, usagePlanId, wantedStage(ctx));
  return { ...planned, stages: wantedStage(ctx) };
}

/** Puts a key into a plan. */
export async function planKey(ctx: Context, usagePlanId: string, keyId: string): Promise<void> {
  const command = new CreateUsagePlanKeyCommand({ usagePlanId, keyId, keyType: "API_KEY" });
  await unless(["ConflictException"], () => ctx.clients.apigateway.send(command));
}

/** Makes the usage plan; another run's, where one was made at the same moment, is used instead. */
async function makePlan(ctx: Context): Promise<Planned> {
  const command = new CreateUsagePlanCommand(newPlan(ctx.config, need(ctx, api).ids.id));
  const made = await createOnce<UsagePlan>(ctx, "CreateUsagePlan", {
    create: () => ctx.clients.apigateway.send(command),
    look: async () => (await ourPlans(ctx))[0],
  });
  const inUse = (one: UsagePlan): Promise<boolean | undefined> => hasKeys(ctx, one);
  const other = await rivalOf(ctx, made, { list: () => ourPlans(ctx), inUse });
  if (other?.id === undefined) return coveringPlan(seen(made), ctx);
  await removePlan(ctx, made, ctx.known.get(api));
  return coveringPlan(seen(other), ctx);
}

/** The usage plan as it is made. */
export function newPlan({ name, apiName, stage, quota }: Context["config"], apiId: string) {
  const limited: { readonly quota?: QuotaSettings } =
    quota === undefined || quota === "none" ? {} : { quota: { ...quota, offset: 0 } };
  return { name: apiName, apiStages: [{ apiId, stage }], ...limited, tags: ownerTags(name) };
}

function seen(one: UsagePlan): Planned {
  return { usagePlanId: one.id ?? "", stages: stagesIn(one), quota: quotaOf(one) };
}
