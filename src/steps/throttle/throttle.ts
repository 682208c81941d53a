import { amount, type Shaped } from "../../engine/step/check.ts";
import { defineStep, type FoundFacts } from "../../engine/step/define-step.ts";
import { need } from "../../engine/need.ts";
import type { Throttle } from "../../settings/parse/throttle.ts";
import { api } from "../api/api.ts";
import type { Context } from "../context.ts";
import { deployment } from "../deployment/deployment.ts";
import { stageOf } from "../stage/stage.ts";
import { isOurStage } from "../ours/own-stages.ts";
import { ALL, isSame, isShut, setting, throttleFor, unsetting, USUAL } from "../stage/method-settings.ts";
import { patchStage } from "../stage/patch-stage.ts";

const throttleIds = { rate: amount, burst: amount };

export interface ThrottleFound extends FoundFacts {
  readonly ids: Shaped<typeof throttleIds>;
  /** As its flag takes it. */
  readonly facts: { readonly throttle: string };
}

/** How many requests the stage lets through. A setting of the stage: it takes effect without a deployment. */
export const throttle = defineStep({
  name: "throttle",
  command: "deploy",
  noun: "throttle",
  after: ["deployment"],
  within: "api",
  ids: throttleIds,
  actions: ["apigateway:GET", "apigateway:PATCH"],

  title: ({ config: { stage, throttle } }) => {
    const limit = throttle ? ` of ${throttle.rate}/s, ${throttle.burst} at once,` : "";
    return `Throttle${limit} on stage ${stage}`;
  },

  asked: ({ config }) => (config.throttle === undefined ? undefined : config.throttle !== false),

  // Only "resume" opens what lets nobody through.
  wanted: ({ config }, { ids }) => ({
    throttle: config.throttle && !isShut(ids) ? text(config.throttle) : undefined,
  }),

  async find(ctx: Context): Promise<ThrottleFound | undefined> {
    const holder = need(ctx, api);
    const stage = await stageOf(ctx, holder.ids.id, ctx.config.stage);
    const seen = throttleFor(stage?.methodSettings?.[ALL]);
    if (stage === undefined || seen === undefined) return undefined;
    const { throttle: asked } = ctx.config;
    if (!asked && isShut(seen)) return undefined;
    if (isSame(seen, USUAL) && !(asked && isSame(asked, seen))) return undefined;
    return found(seen, isOurStage(ctx, holder, stage));
  },

  async create(ctx): Promise<ThrottleFound | undefined> {
    return put(ctx);
  },

  change: { throttle: (_found, ctx) => put(ctx) },

  veto({ type }, _found, ctx) {
    if (type !== "create" || ctx.known.get(deployment)?.ours !== false) return undefined;
    return {
      why: `The stage ${ctx.config.stage} of this API is not this proxy's: a throttle would hold for whatever else it serves.`,
      hint: "Choose a stage of its own with --stage, or set the throttle of this one yourself.",
      needs: [],
    };
  },

  async remove(_found, ctx) {
    const restApiId = need(ctx, api).ids.id;
    const stage = await stageOf(ctx, restApiId, ctx.config.stage);
    if (stage !== undefined) await patchStage(ctx, unsetting(stage, ALL, { rate: -1, burst: -1 }));
  },
});

async function put(ctx: Context): Promise<ThrottleFound> {
  const { throttle: asked } = ctx.config;
  if (!asked) throw new TypeError("no throttle was asked for");
  await patchStage(ctx, setting(ALL, asked));
  return found(asked, true);
}

function found({ rate, burst }: Throttle, ours: boolean): ThrottleFound {
  return { ids: { rate, burst }, ours, facts: { throttle: text({ rate, burst }) } };
}

function text({ rate, burst }: Throttle): string {
  return `${rate}/${burst}`;
}
