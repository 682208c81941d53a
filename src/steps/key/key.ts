import {
  CreateApiKeyCommand,
  CreateUsagePlanCommand,
  CreateUsagePlanKeyCommand,
  UpdateApiKeyCommand,
  type ApiKey,
  type UsagePlan,
} from "@aws-sdk/client-api-gateway";
import { unless } from "../../aws/faults.ts";
import { once } from "../../aws/create-once.ts";
import { keyOf, ourKeys, removeKey } from "../ours/own-keys.ts";
import { ownerTags } from "../../aws/tags.ts";
import { rivalOf, theOne } from "../ours/twins.ts";
import { cover, keysIn, othersIn, ourPlans, removePlan } from "../ours/usage-plans.ts";
import { maybe } from "../../engine/check.ts";
import type { Context } from "../../engine/context.ts";
import type { Drift } from "../../engine/errors.ts";
import type { Found } from "../../engine/found.ts";
import { need } from "../../engine/need.ts";
import { plainStep } from "../../engine/plain-step.ts";
import type { Step } from "../../engine/step.ts";
import { api } from "../api/api.ts";

/** The API key that callers must send, and the usage plan without which it is worth nothing. */
export const key: Step<"key", Found["key"], Context> = plainStep<"key", Found["key"], Context>({
  name: "key",
  command: "deploy",
  noun: "API key",
  after: ["deployment"],
  tidies: true,
  // Of these a run that was killed may know only a part.
  ids: { id: maybe, usagePlanId: maybe },
  actions: ["apigateway:GET", "apigateway:POST", "apigateway:PUT", "apigateway:PATCH", "apigateway:DELETE"],

  title: ({ config }) => `API key and usage plan ${config.apiName}`,

  asked: ({ config }) => config.apiKey,

  async find(ctx) {
    const [keys, plans] = await Promise.all([ourKeys(ctx), ourPlans(ctx)]);
    const plan = await theOne(plans, (each) => hasKeys(ctx, each));
    const one = await theOne(keys, (each) => isPlanned(ctx, each));
    if (one === undefined && plan === undefined) return undefined;
    const members = plan === undefined || one === undefined ? [] : ((await keysIn(ctx, plan)) ?? []);
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

  drift(found, ctx) {
    const drift: Drift[] = [];
    const stage = wantedStage(ctx);
    if (found.ids.id === "") drift.push({ field: "api key", wanted: "there", actual: "missing" });
    else if (!found.enabled) drift.push({ field: "api key", wanted: "enabled", actual: "disabled" });
    if (!found.stages.includes(stage))
      drift.push({ field: "usage plan", wanted: stage, actual: found.stages.join(" ") });
    if (!found.planned) drift.push({ field: "usage plan key", wanted: "in the plan", actual: "not in the plan" });
    return drift;
  },

  async mend(found, _drift, ctx) {
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

  async veto({ type }, found, ctx) {
    if (type !== "remove" || found === undefined || found.ids.usagePlanId === "") return undefined;
    const plan = (await ourPlans(ctx)).find(({ id }) => id === found.ids.usagePlanId);
    const why = plan && (await othersIn(ctx, plan));
    return why === undefined ? undefined : { why, needs: [] };
  },

  async remove({ ids }, ctx) {
    const plan = ids.usagePlanId === "" ? undefined : (await ourPlans(ctx)).find(({ id }) => id === ids.usagePlanId);
    if (plan !== undefined) await removePlan(ctx, plan);
    if (ids.id !== "") await removeKey(ctx, ids.id);
  },

  async ours(ctx) {
    const [keys, plans] = await Promise.all([ourKeys(ctx), ourPlans(ctx)]);
    const facts = { ours: true, enabled: true, stages: [], planned: false };
    return [
      ...plans.map(({ id = "", name }) => ({
        title: `Usage plan ${name} (${id})`,
        found: { ids: { id: "", usagePlanId: id }, ...facts },
      })),
      ...keys.map(({ id = "", name }) => ({
        title: `API key ${name} (${id})`,
        found: { ids: { id, usagePlanId: "" }, ...facts },
      })),
    ];
  },
});

function wantedStage(ctx: Context): string {
  return `${need(ctx, api).ids.id}:${ctx.config.stage}`;
}

/** The id of the usage plan, which covers the stage then; "" for none yet. */
async function plan(usagePlanId: string, stages: readonly string[], ctx: Context): Promise<string> {
  if (usagePlanId === "") return makePlan(ctx);
  if (!stages.includes(wantedStage(ctx))) await cover(ctx, usagePlanId, wantedStage(ctx));
  return usagePlanId;
}

/** Makes the key; another run's, where one was made at the same moment, is used instead. */
async function makeKey(ctx: Context): Promise<string> {
  const { name, apiName } = ctx.config;
  const command = new CreateApiKeyCommand({ name: apiName, enabled: true, tags: ownerTags(name) });
  const made = await once<ApiKey>(ctx, "CreateApiKey", {
    create: () => ctx.clients.apigateway.send(command),
    look: async () => (await ourKeys(ctx))[0],
  });
  const inUse = (one: ApiKey): Promise<boolean | undefined> => isPlanned(ctx, one);
  const other = await rivalOf(ctx, made, { list: () => ourKeys(ctx), inUse });
  if (other?.id === undefined) return made.id ?? "";
  await removeKey(ctx, made.id ?? "");
  return other.id;
}

/** Makes the usage plan; another run's, where one was made at the same moment, is used instead. */
async function makePlan(ctx: Context): Promise<string> {
  const { name, apiName, stage } = ctx.config;
  const apiStages = [{ apiId: need(ctx, api).ids.id, stage }];
  const command = new CreateUsagePlanCommand({ name: apiName, apiStages, tags: ownerTags(name) });
  const made = await once<UsagePlan>(ctx, "CreateUsagePlan", {
    create: () => ctx.clients.apigateway.send(command),
    look: async () => (await ourPlans(ctx))[0],
  });
  const inUse = (one: UsagePlan): Promise<boolean | undefined> => hasKeys(ctx, one);
  const other = await rivalOf(ctx, made, { list: () => ourPlans(ctx), inUse });
  if (other?.id === undefined) return plan(made.id ?? "", stagesOf(made), ctx);
  await removePlan(ctx, made);
  return plan(other.id, stagesOf(other), ctx);
}

/** undefined when the plan is gone. */
async function hasKeys(ctx: Context, one: UsagePlan): Promise<boolean | undefined> {
  const keys = await keysIn(ctx, one);
  return keys && keys.length > 0;
}

/** Is it in a usage plan of ours? undefined when the key is gone. */
async function isPlanned(ctx: Context, { id }: ApiKey): Promise<boolean | undefined> {
  const members = await Promise.all((await ourPlans(ctx)).map((one) => keysIn(ctx, one)));
  return (await keyOf(ctx, id)) && members.flat().includes(id ?? "");
}

function stagesOf({ apiStages = [] }: UsagePlan): readonly string[] {
  return apiStages.map((one) => `${one.apiId}:${one.stage}`);
}
