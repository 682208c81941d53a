import {
  CreateApiKeyCommand,
  CreateUsagePlanCommand,
  CreateUsagePlanKeyCommand,
  UpdateApiKeyCommand,
  type ApiKey,
  type UsagePlan,
} from "@aws-sdk/client-api-gateway";
import { unless } from "../../aws/faults.ts";
import { createOnce } from "../../aws/create-once.ts";
import { keyOf, ourKeys, removeKey } from "../ours/own-keys.ts";
import { ownerTags } from "../../aws/tags.ts";
import { rivalOf, theOne } from "../ours/twins.ts";
import { cover, keysIn, othersIn, ourPlans, removePlan } from "../ours/usage-plans.ts";
import type { Context } from "../context.ts";
import { defineStep } from "../../engine/step/define-step.ts";
import { need } from "../../engine/need.ts";
import type { Ours } from "../../engine/step/step.ts";
import { api } from "../api/api.ts";
import { keyIds, unplanned, type KeyFound } from "./key-found.ts";

/** The API key that callers must send, and the usage plan without which it is worth nothing. */
export const key = defineStep({
  name: "key",
  command: "deploy",
  noun: "API key",
  after: ["deployment"],
  tidies: true,
  ids: keyIds,
  actions: ["apigateway:GET", "apigateway:POST", "apigateway:PUT", "apigateway:PATCH", "apigateway:DELETE"],

  title: ({ config }) => `API key and usage plan ${config.apiName}`,

  asked: ({ config }) => config.apiKey,

  wanted: (ctx) => ({
    "api key": "enabled",
    "usage plan": wantedStage(ctx),
    "usage plan key": "in the plan",
  }),

  async find(ctx: Context): Promise<KeyFound | undefined> {
    const [keys, plans] = await Promise.all([ourKeys(ctx, knownKey(ctx)), ourPlans(ctx)]);
    const plan = await theOne(plans, (each) => hasKeys(ctx, each));
    const one = await theOne(keys, (each) => isPlanned(ctx, each));
    if (one === undefined && plan === undefined) return undefined;
    const members = plan === undefined || one === undefined ? [] : ((await keysIn(ctx, plan)) ?? []);
    return {
      ids: { id: one?.id ?? "", usagePlanId: plan?.id ?? "" },
      ours: true,
      facts: {
        "api key": one === undefined ? "missing" : one.enabled === true ? "enabled" : "disabled",
        "usage plan": plan === undefined ? "" : stagesOf(plan),
        "usage plan key": members.includes(one?.id ?? "") ? "in the plan" : "not in the plan",
      },
    };
  },

  async create(ctx): Promise<KeyFound | undefined> {
    return { ...unplanned, ids: { id: await makeKey(ctx), usagePlanId: "" } };
  },

  compare: {
    "api key": (wanted, actual) =>
      wanted === actual || (actual === "missing" && [{ field: "api key", wanted: "there", actual }]),
    "usage plan": (wanted, actual) => actual.split(" ").includes(wanted),
  },

  change: {
    async "api key"(found, ctx) {
      if (found.ids.id === "") {
        const ids = { ...found.ids, id: await makeKey(ctx) };
        return { ...found, ids, facts: { ...found.facts, "api key": "enabled" } };
      }
      const patchOperations = [{ op: "replace" as const, path: "/enabled", value: "true" }];
      await ctx.clients.apigateway.send(new UpdateApiKeyCommand({ apiKey: found.ids.id, patchOperations }));
      return undefined;
    },
    async "usage plan"(found, ctx) {
      const usagePlanId = await plan(found.ids.usagePlanId, found.facts["usage plan"], ctx);
      return {
        ...found,
        ids: { ...found.ids, usagePlanId },
        facts: { ...found.facts, "usage plan": wantedStage(ctx) },
      };
    },
    async "usage plan key"({ ids }, { clients }) {
      const { id: keyId, usagePlanId } = ids;
      await unless(["ConflictException"], () =>
        clients.apigateway.send(new CreateUsagePlanKeyCommand({ usagePlanId, keyId, keyType: "API_KEY" })),
      );
    },
  },

  async veto({ type }, found, ctx) {
    if (type !== "remove" || found === undefined || found.ids.usagePlanId === "") return undefined;
    const plan = (await ourPlans(ctx)).find(({ id }) => id === found.ids.usagePlanId);
    const why = plan && (await othersIn(ctx, plan, { holder: ctx.known.get(api), knownKey: knownKey(ctx) }));
    return why === undefined ? undefined : { why, needs: [] };
  },

  async remove({ ids }, ctx) {
    const plan = ids.usagePlanId === "" ? undefined : (await ourPlans(ctx)).find(({ id }) => id === ids.usagePlanId);
    if (plan !== undefined) await removePlan(ctx, plan, ctx.known.get(api));
    if (ids.id !== "") await removeKey(ctx, ids.id);
  },

  async ours(ctx): Promise<readonly Ours<KeyFound>[]> {
    const [keys, plans] = await Promise.all([ourKeys(ctx, knownKey(ctx)), ourPlans(ctx)]);
    return [
      ...plans.map(({ id = "", name }) => ({
        title: `Usage plan ${name} (${id})`,
        found: { ids: { id: "", usagePlanId: id }, ...unplanned },
      })),
      ...keys.map(({ id = "", name }) => ({
        title: `API key ${name} (${id})`,
        found: { ids: { id, usagePlanId: "" }, ...unplanned },
      })),
    ];
  },
});

/** The id of the key in the state file. */
function knownKey({ state }: Context): string | undefined {
  return state.get(key)?.id;
}

function wantedStage(ctx: Context): string {
  return `${need(ctx, api).ids.id}:${ctx.config.stage}`;
}

/** The id of the usage plan, which covers the stage then; "" for none yet. */
async function plan(usagePlanId: string, stages: string, ctx: Context): Promise<string> {
  if (usagePlanId === "") return makePlan(ctx);
  if (!stages.split(" ").includes(wantedStage(ctx))) await cover(ctx, usagePlanId, wantedStage(ctx));
  return usagePlanId;
}

/** Makes the key; another run's, where one was made at the same moment, is used instead. */
async function makeKey(ctx: Context): Promise<string> {
  const { name, apiName } = ctx.config;
  const command = new CreateApiKeyCommand({ name: apiName, enabled: true, tags: ownerTags(name) });
  const made = await createOnce<ApiKey>(ctx, "CreateApiKey", {
    create: () => ctx.clients.apigateway.send(command),
    look: async () => (await ourKeys(ctx, knownKey(ctx)))[0],
  });
  const inUse = (one: ApiKey): Promise<boolean | undefined> => isPlanned(ctx, one);
  const other = await rivalOf(ctx, made, { list: () => ourKeys(ctx, knownKey(ctx)), inUse });
  if (other?.id === undefined) return made.id ?? "";
  await removeKey(ctx, made.id ?? "");
  return other.id;
}

/** Makes the usage plan; another run's, where one was made at the same moment, is used instead. */
async function makePlan(ctx: Context): Promise<string> {
  const { name, apiName, stage } = ctx.config;
  const apiStages = [{ apiId: need(ctx, api).ids.id, stage }];
  const command = new CreateUsagePlanCommand({ name: apiName, apiStages, tags: ownerTags(name) });
  const made = await createOnce<UsagePlan>(ctx, "CreateUsagePlan", {
    create: () => ctx.clients.apigateway.send(command),
    look: async () => (await ourPlans(ctx))[0],
  });
  const inUse = (one: UsagePlan): Promise<boolean | undefined> => hasKeys(ctx, one);
  const other = await rivalOf(ctx, made, { list: () => ourPlans(ctx), inUse });
  if (other?.id === undefined) return plan(made.id ?? "", stagesOf(made), ctx);
  await removePlan(ctx, made, ctx.known.get(api));
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

function stagesOf({ apiStages = [] }: UsagePlan): string {
  return apiStages.map((one) => `${one.apiId}:${one.stage}`).join(" ");
}
