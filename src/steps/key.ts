import {
  CreateApiKeyCommand,
  CreateUsagePlanCommand,
  CreateUsagePlanKeyCommand,
  DeleteApiKeyCommand,
  GetApiKeysCommand,
  UpdateApiKeyCommand,
  UpdateUsagePlanCommand,
  type ApiKey,
  type UsagePlan,
} from "@aws-sdk/client-api-gateway";
import { oldestFirst } from "../aws/age.ts";
import { elder } from "../aws/elder.ts";
import { unless } from "../aws/faults.ts";
import { once } from "../aws/once.ts";
import { ownPages } from "../aws/own-pages.ts";
import { twinTags } from "../aws/tags.ts";
import { keysIn, leavePlan, ourPlans, removePlan } from "../aws/usage-plans.ts";
import type { Context } from "../core/context.ts";
import type { Drift } from "../core/errors.ts";
import { need } from "../core/need.ts";
import type { Step } from "../core/step.ts";
import { api } from "./api.ts";

const missing = ["NotFoundException"];

/** The API key that callers must send, and the usage plan without which it is worth nothing. */
export const key: Step<"key"> = {
  name: "key",
  command: "deploy",
  noun: "API key",
  after: ["deployment"],
  actions: ["apigateway:GET", "apigateway:POST", "apigateway:PUT", "apigateway:PATCH", "apigateway:DELETE"],

  title: ({ config }) => `API key and usage plan ${config.apiName}`,

  wanted: ({ config }) => config.apiKey,

  async find(ctx) {
    const [keys, plans] = await Promise.all([ourKeys(ctx), ourPlans(ctx)]);
    const [one, plan] = [keys[0], plans[0]];
    if (one === undefined && plan === undefined) return undefined;
    const members = plan === undefined || one === undefined ? [] : await keysIn(ctx, plan);
    return {
      ids: { id: one?.id ?? "", usagePlanId: plan?.id ?? "" },
      ours: true,
      enabled: one?.enabled ?? false,
      stages: plan === undefined ? [] : stagesOf(plan),
      planned: members.includes(one?.id ?? ""),
    };
  },

  async create(ctx) {
    return { ids: { id: await makeKey(ctx), usagePlanId: "" }, ours: true, enabled: true, stages: [], planned: false };
  },

  verify(found, ctx) {
    const drift: Drift[] = [];
    const stage = wantedStage(ctx);
    if (found.ids.id === "") drift.push({ field: "api key", wanted: "there", actual: "missing" });
    else if (!found.enabled) drift.push({ field: "api key", wanted: "enabled", actual: "disabled" });
    if (!found.stages.includes(stage))
      drift.push({ field: "usage plan", wanted: stage, actual: found.stages.join(" ") });
    if (!found.planned) drift.push({ field: "usage plan key", wanted: "in the plan", actual: "not in the plan" });
    return drift;
  },

  async repair(found, _drift, ctx) {
    const { apigateway } = ctx.clients;
    const id = found.ids.id === "" ? await makeKey(ctx) : found.ids.id;
    if (found.ids.id !== "" && !found.enabled) {
      const patchOperations = [{ op: "replace" as const, path: "/enabled", value: "true" }];
      await apigateway.send(new UpdateApiKeyCommand({ apiKey: id, patchOperations }));
    }
    const usagePlanId = await plan(found.ids.usagePlanId, found.stages, ctx);
    if (!found.planned)
      await unless(["ConflictException"], () =>
        apigateway.send(new CreateUsagePlanKeyCommand({ usagePlanId, keyId: id, keyType: "API_KEY" })),
      );
    return { ids: { id, usagePlanId }, ours: true, enabled: true, stages: [wantedStage(ctx)], planned: true };
  },

  async remove(_found, ctx) {
    const keys = await ourKeys(ctx);
    for (const one of await ourPlans(ctx)) await leavePlan(ctx, one, keys);
    for (const one of keys) await removeKey(ctx, one);
  },

  async strays(ctx) {
    const [keys, plans] = await Promise.all([ourKeys(ctx), ourPlans(ctx)]);
    const used = ctx.known.get("key")?.ids;
    return [
      ...plans
        .filter(({ id }) => id !== used?.usagePlanId)
        .map((one) => ({
          title: `Usage plan ${one.name} (${one.id})`,
          remove: async () => void (await leavePlan(ctx, one, keys)),
        })),
      ...keys
        .filter(({ id }) => id !== used?.id)
        .map((one) => ({
          title: `API key ${one.name} (${one.id})`,
          remove: async () => void (await removeKey(ctx, one)),
        })),
    ];
  },

  async yields({ ids }, ctx) {
    const [keys, plans] = await Promise.all([ourKeys(ctx), ourPlans(ctx)]);
    const younger = <T extends { id?: string | undefined }>(all: readonly T[], mine: string): T | undefined =>
      all.slice(1).find(({ id }) => id === mine);
    const [plan, one] = [younger(plans, ids.usagePlanId), younger(keys, ids.id)];
    if (plan !== undefined) await removePlan(ctx, plan);
    if (one !== undefined) await removeKey(ctx, one);
    return plan !== undefined || one !== undefined;
  },
};

async function removeKey(ctx: Context, { id: apiKey }: ApiKey): Promise<void> {
  await unless(missing, () => ctx.clients.apigateway.send(new DeleteApiKeyCommand({ apiKey })));
}

function wantedStage(ctx: Context): string {
  return `${need(ctx, api).ids.id}:${ctx.config.stage}`;
}

/** The id of the usage plan, which covers the stage then; "" for none yet. */
async function plan(usagePlanId: string, stages: readonly string[], ctx: Context): Promise<string> {
  const { apigateway } = ctx.clients;
  if (usagePlanId === "") return makePlan(ctx);
  if (stages.includes(wantedStage(ctx))) return usagePlanId;
  const patchOperations = [{ op: "add" as const, path: "/apiStages", value: wantedStage(ctx) }];
  await apigateway.send(new UpdateUsagePlanCommand({ usagePlanId, patchOperations }));
  return usagePlanId;
}

/** Makes the key; another run's, where one was made at the same moment, is used instead. */
async function makeKey(ctx: Context): Promise<string> {
  const { name, apiName } = ctx.config;
  const command = new CreateApiKeyCommand({ name: apiName, enabled: true, tags: twinTags(name, ctx.clock.now()) });
  const made = await once<ApiKey>(ctx, "CreateApiKey", {
    create: () => ctx.clients.apigateway.send(command),
    look: async () => (await ourKeys(ctx))[0],
  });
  const other = await elder(ctx, made.id, () => ourKeys(ctx));
  if (other?.id === undefined) return made.id ?? "";
  await removeKey(ctx, made);
  return other.id;
}

/** Makes the usage plan; another run's, where one was made at the same moment, is used instead. */
async function makePlan(ctx: Context): Promise<string> {
  const { name, apiName, stage } = ctx.config;
  const apiStages = [{ apiId: need(ctx, api).ids.id, stage }];
  const command = new CreateUsagePlanCommand({ name: apiName, apiStages, tags: twinTags(name, ctx.clock.now()) });
  const made = await once<UsagePlan>(ctx, "CreateUsagePlan", {
    create: () => ctx.clients.apigateway.send(command),
    look: async () => (await ourPlans(ctx))[0],
  });
  const other = await elder(ctx, made.id, () => ourPlans(ctx));
  if (other?.id === undefined) return made.id ?? "";
  await removePlan(ctx, made);
  return plan(other.id, stagesOf(other), ctx);
}

function stagesOf({ apiStages = [] }: UsagePlan): readonly string[] {
  return apiStages.map((one) => `${one.apiId}:${one.stage}`);
}

/** The oldest first. */
async function ourKeys(ctx: Context): Promise<readonly ApiKey[]> {
  const page = (from: { position?: string }) =>
    ctx.clients.apigateway.send(new GetApiKeysCommand({ limit: 500, ...from }));
  return oldestFirst(await ownPages(ctx, page));
}
