import { UpdateApiKeyCommand, type ApiKey, type UsagePlan } from "@aws-sdk/client-api-gateway";
import { ownItems } from "../ours/list-ours.ts";
import { ourKeys, removeKey } from "../ours/own-keys.ts";
import { chosenOf } from "../ours/duplicates.ts";
import { allPlans, hasKeys, isPlanned, keysIn, othersIn, ourPlans, removePlan, stagesIn } from "../ours/usage-plans.ts";
import type { Context } from "../context.ts";
import { defineStep } from "../../engine/step/define-step.ts";
import type { Ours } from "../../engine/step/step.ts";
import { api } from "../api/api.ts";
import { keyIds, unplanned, type KeyFound } from "./key-found.ts";
import { makeKey } from "./make-key.ts";
import { coveringPlan, planKey, wantedStage } from "./make-plan.ts";
import { quotaOf, quotaText, setQuota } from "./quota.ts";
import { oldOf, unreplaced } from "./rotation.ts";

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
    quota: ctx.config.quota && quotaText(ctx.config.quota),
  }),

  async find(ctx: Context): Promise<KeyFound | undefined> {
    const [keys, plans] = await Promise.all([ourKeys(ctx, knownKey(ctx)), allPlans(ctx)]);
    const own = await chosenOf(ownItems(ctx, plans), (each) => hasKeys(ctx, each));
    const one = await chosenOf(unreplaced(keys), (each) => isPlanned(ctx, each));
    if (one === undefined && own === undefined) return undefined;
    const members = own === undefined || one === undefined ? [] : ((await keysIn(ctx, own)) ?? []);
    const isMember = members.includes(one?.id ?? "");
    const foreign = one === undefined || isMember ? undefined : await foreignPlanOf(ctx, one, plans);
    const plan = foreign ?? own;
    const oldId = oldOf(one, keys)?.id;
    return {
      ids: { id: one?.id ?? "", usagePlanId: plan?.id ?? "", ...(oldId !== undefined && { oldId }) },
      ours: true,
      foreignPlan: foreign?.name,
      throttle: throttleOf(plan),
      facts: {
        "api key": one === undefined ? "missing" : one.enabled === true ? "enabled" : "disabled",
        "usage plan": plan === undefined ? "" : stagesIn(plan),
        "usage plan key": isMember || foreign !== undefined ? "in the plan" : "not in the plan",
        quota: plan === undefined ? "none" : quotaOf(plan),
      },
    };
  },

  async create(ctx): Promise<KeyFound | undefined> {
    const { id, made } = await makeKey(ctx, knownKey(ctx));
    return { ...unplanned, ids: { id, usagePlanId: "" }, made };
  },

  compare: {
    "api key": (wanted, actual) =>
      wanted === actual || (actual === "missing" && [{ field: "api key", wanted: "there", actual }]),
    "usage plan": (wanted, actual) => actual.split(" ").includes(wanted),
  },

  change: {
    async "api key"(found, ctx) {
      if (found.ids.id === "") {
        const { id, made } = await makeKey(ctx, knownKey(ctx));
        return { ...found, ids: { ...found.ids, id }, made, facts: { ...found.facts, "api key": "enabled" } };
      }
      const patchOperations = [{ op: "replace" as const, path: "/enabled", value: "true" }];
      await ctx.clients.apigateway.send(new UpdateApiKeyCommand({ apiKey: found.ids.id, patchOperations }));
      return undefined;
    },
    async "usage plan"(found, ctx) {
      const { ids, facts } = found;
      const planned = { usagePlanId: ids.usagePlanId, stages: facts["usage plan"], quota: facts.quota };
      const { usagePlanId, stages, quota } = await coveringPlan(planned, ctx);
      return { ...found, ids: { ...ids, usagePlanId }, facts: { ...facts, "usage plan": stages, quota } };
    },
    "usage plan key": ({ ids }, ctx) => planKey(ctx, ids.usagePlanId, ids.id),
    quota: ({ ids }, ctx) => setQuota(ctx, ids.usagePlanId),
  },

  async veto(deed, found, ctx) {
    if (deed.type === "change" && found?.foreignPlan !== undefined && deed.drift.some(({ field }) => field === "quota"))
      return {
        why: `The API key is in the usage plan ${found.foreignPlan}, which is not this proxy's, and its quota is ${found.facts.quota}.`,
        hint: "Change the quota of that plan yourself, or take the key out of it: then it gets a plan of its own.",
        needs: [],
      };
    if (deed.type !== "remove" || found === undefined || found.ids.usagePlanId === "") return undefined;
    const plan = (await ourPlans(ctx)).find(({ id }) => id === found.ids.usagePlanId);
    const why = plan && (await othersIn(ctx, plan, { holder: ctx.known.get(api), knownKey: knownKey(ctx) }));
    return why === undefined ? undefined : { why, needs: [] };
  },

  async remove({ ids }, ctx) {
    const plan = ids.usagePlanId === "" ? undefined : (await ourPlans(ctx)).find(({ id }) => id === ids.usagePlanId);
    if (plan !== undefined) await removePlan(ctx, plan, ctx.known.get(api));
    for (const id of [ids.oldId, ids.id]) if (id) await removeKey(ctx, id);
  },

  async ours(ctx): Promise<readonly Ours<KeyFound>[]> {
    const [keys, plans] = await Promise.all([ourKeys(ctx, knownKey(ctx)), ourPlans(ctx)]);
    const current = unreplaced(keys);
    return [
      ...plans.map(({ id = "", name }) => ({
        title: `Usage plan ${name} (${id})`,
        found: { ids: { id: "", usagePlanId: id }, ...unplanned },
      })),
      ...keys.map(({ id = "", name }) => {
        // What a rotation has still to delete goes by another name: it is in use.
        const ids = current.some((one) => one.id === id) ? { id } : { id: "", oldId: id };
        return { title: `API key ${name} (${id})`, found: { ...unplanned, ids: { ...ids, usagePlanId: "" } } };
      }),
    ];
  },
});

/** Nothing of ours sets one: --throttle is the stage's. */
function throttleOf(plan: UsagePlan | undefined): string | undefined {
  const { rateLimit, burstLimit } = plan?.throttle ?? {};
  if (rateLimit === undefined && burstLimit === undefined) return undefined;
  return `${rateLimit ?? "any number"} a second, ${burstLimit ?? "any number"} at once`;
}

/** The id of the key in the state file. */
function knownKey({ state }: Context): string | undefined {
  return state.get(key)?.id;
}

/** The plan of somebody else's by which the key opens our stage. */
async function foreignPlanOf(
  ctx: Context,
  { id }: ApiKey,
  plans: readonly UsagePlan[],
): Promise<UsagePlan | undefined> {
  const stage = `${ctx.known.get(api)?.ids.id}:${ctx.config.stage}`;
  const own = ownItems(ctx, plans);
  const others = plans.filter((one) => !own.includes(one) && stagesIn(one).split(" ").includes(stage));
  for (const one of others) if ((await keysIn(ctx, one))?.includes(id ?? "")) return one;
  return undefined;
}
