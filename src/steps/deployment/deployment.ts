import { deploy, frozen, stageTag } from "./deploy.ts";
import { CURRENT, deploymentIds, type DeploymentFound } from "./deployment-found.ts";
import { canaryOf, servedBy, stageOf } from "../stage/stage.ts";
import {
  fingerprintIn,
  isMarked,
  isOurStage,
  removeDeployment,
  removeStage,
  removeUnserved,
  removeUnused,
  tagStage,
  unusedIn,
} from "../ours/own-stages.ts";
import { recallStage } from "../ours/recall.ts";
import type { Context } from "../context.ts";
import { defineStep } from "../../engine/step/define-step.ts";
import { need } from "../../engine/need.ts";
import type { Ours } from "../../engine/step/step.ts";
import { api } from "../api/api.ts";
import { pausedIn, pauseRoutes } from "../stage/pause.ts";
import { UNMADE } from "../unmade.ts";

/** The deployment that the stage serves: a frozen copy of the API, made anew when, and only when, the API has changed since. */
export const deployment = defineStep({
  name: "deployment",
  command: "deploy",
  noun: "deployment",
  after: ["stream", "integration", "batch", "get", "health", "cors", "access"],
  within: "api",
  freezes: "deployment",
  tidies: true,
  ids: deploymentIds,
  actions: ["apigateway:GET", "apigateway:POST", "apigateway:PUT", "apigateway:DELETE"],

  title: ({ config }) => `Deployment to stage ${config.stage}`,

  wanted(ctx, { ours, ids, facts }) {
    const holder = need(ctx, api);
    const bears = ids.tagless === true || holder.ids.tagless === true || holder.imported === true;
    return {
      deployment: CURRENT,
      // A deployment to the stage ends it.
      canary: "none",
      tags: {
        api: holder.ours && holder.ids.tagless !== true ? ctx.config.stage : facts.tags.api,
        // A run that was killed between deployment and tag leaves a stage that only its description says to be ours. A stage of an
        // API that was taken over is not ours.
        stage: ours && !bears ? ctx.config.name : facts.tags.stage,
      },
    };
  },

  async find(ctx: Context): Promise<DeploymentFound | undefined> {
    const holder = need(ctx, api);
    const [stage, { hash }] = await Promise.all([stageOf(ctx, holder.ids.id, ctx.config.stage), frozen(ctx)]);
    if (stage?.deploymentId === undefined) return undefined;
    const serves = await servedBy(ctx, holder.ids.id, stage);
    const before = ctx.state.get(deployment);
    const tagless = before?.stage === ctx.config.stage && before.tagless === true;
    return {
      ids: { id: stage.deploymentId, stage: ctx.config.stage, ...(tagless && { tagless }) },
      ours: isOurStage(ctx, holder, stage),
      paused: pausedIn(stage),
      facts: {
        deployment: fingerprintIn(ctx, serves?.description) === hash ? CURRENT : "an earlier configuration",
        canary: canaryOf(stage),
        tags: { api: stageTag(ctx), stage: isMarked(ctx, stage) ? ctx.config.name : "" },
      },
    };
  },

  async create(ctx, fresh): Promise<DeploymentFound | undefined> {
    const wasPaused = fresh !== true && (await isPaused(ctx, oldStage(ctx)));
    const made = await deploy(undefined, ctx);
    // Another stage does not end a pause.
    const paused = wasPaused ? await pauseRoutes(ctx) : [];
    await tagStage(ctx, need(ctx, api), ctx.config.stage);
    if (fresh !== true) await tidy(ctx);
    const tags = { api: fresh === true ? stageTag(ctx) : ctx.config.stage, stage: ctx.config.name };
    return { ...made, paused, facts: { ...made.facts, tags } };
  },

  compare: {
    tags: (wanted, actual) =>
      (["api", "stage"] as const)
        .filter((where) => wanted[where] !== actual[where])
        .map((where) => ({ field: "tags", wanted: wanted[where], actual: actual[where] })),
  },

  change: {
    deployment: redeploy,
    canary: redeploy,
    async tags(found, ctx) {
      const marks = found.facts.tags.stage === "" && need(ctx, api).imported !== true;
      if (marks) await tagStage(ctx, need(ctx, api), ctx.config.stage);
      await tidy(ctx);
      const seen = marks ? await stageOf(ctx, need(ctx, api).ids.id, ctx.config.stage) : undefined;
      const tagless = seen !== undefined && !isMarked(ctx, seen);
      const tags = { api: ctx.config.stage, stage: marks ? ctx.config.name : found.facts.tags.stage };
      return { ...found, ids: { ...found.ids, ...(tagless && { tagless }) }, facts: { ...found.facts, tags } };
    },
  },

  veto({ type }, found, { config }) {
    if (type !== "change" || found?.ours !== false) return undefined;
    return {
      why: `The stage ${config.stage} of this API is not this proxy's: to deploy to it would publish whatever else has changed in the API.`,
      hint: "Choose a stage of its own with --stage, or deploy to this one yourself.",
      needs: [],
    };
  },

  async remove({ ids }, ctx) {
    const holder = need(ctx, api);
    if (ids.stage === "")
      return (await removeDeployment(ctx, holder, ids.id)) ? undefined : "API Gateway refuses, since a stage serves it";
    await removeStage(ctx, holder, ids.stage);
    // In an API that stays, the deployments would stay too.
    if (!holder.ours) await removeUnused(ctx, holder);
    else if (ids.id === "") await removeUnserved(ctx, holder);
    return undefined;
  },

  async ours(ctx): Promise<readonly Ours<DeploymentFound>[]> {
    const holder = ctx.known.get(api);
    if (holder === undefined || holder.ids.id === UNMADE) return [];
    const { stages, deployments } = await unusedIn(ctx, holder);
    const where = `of REST API ${holder.facts["api-name"]} (${holder.ids.id})`;
    const tags = { api: "", stage: "" };
    const seen = { ours: true, facts: { deployment: CURRENT, canary: "none", tags } } as const;
    return [
      ...stages.map((stage) => ({ title: `Stage ${stage} ${where}`, found: { ids: { id: "", stage }, ...seen } })),
      ...deployments.map((id) => ({ title: `Deployment ${id} ${where}`, found: { ids: { id, stage: "" }, ...seen } })),
    ];
  },

  replaces(ctx): string | undefined {
    const old = oldStage(ctx);
    return old === undefined ? undefined : `stage ${old}`;
  },
});

/** The stage that this one takes the place of. */
function oldStage(ctx: Context): string | undefined {
  const told = ctx.known.get(api) === undefined ? undefined : stageTag(ctx);
  const old = ctx.state.get(deployment)?.stage ?? (told || undefined);
  return old === ctx.config.stage ? undefined : old;
}

async function isPaused(ctx: Context, stage: string | undefined): Promise<boolean> {
  if (stage === undefined) return false;
  return pausedIn((await stageOf(ctx, need(ctx, api).ids.id, stage)) ?? {}).length > 0;
}

/** Deploys anew. What the stage served before goes with it, unless another stage serves it. */
async function redeploy(found: DeploymentFound, ctx: Context): Promise<DeploymentFound> {
  const now = await deploy(found, ctx);
  await removeUnserved(ctx, need(ctx, api));
  return now;
}

/** When --stage changes, the old stage must not go on answering. Only then the tag moves on that an old stage is known by. */
async function tidy(ctx: Context): Promise<void> {
  const { ours, ids } = need(ctx, api);
  await removeUnused(ctx, need(ctx, api));
  if (ours && ids.tagless !== true && stageTag(ctx) !== ctx.config.stage) await recallStage(ctx, ids.id);
}
