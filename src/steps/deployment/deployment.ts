import {
  CreateDeploymentCommand,
  GetDeploymentCommand,
  GetStageCommand,
  type Deployment,
  type Stage,
} from "@aws-sdk/client-api-gateway";
import { fingerprint } from "./fingerprint.ts";
import { unless } from "../../aws/faults.ts";
import { once } from "../../aws/create-once.ts";
import {
  deploymentMark,
  fingerprintIn,
  isMarked,
  isOurStage,
  removeDeployment,
  removeStage,
  removeUnused,
  ownMark,
  tagStage,
  unusedDeployments,
  unusedStages,
} from "../ours/own-stages.ts";
import { recallStage } from "../../aws/recall.ts";
import { readAllowPolicy } from "../../aws/policies.ts";
import { flag, optional, text } from "../../engine/check.ts";
import type { Context } from "../../engine/context.ts";
import { CliError, type Drift } from "../../engine/errors.ts";
import type { RouteIntegration } from "../../mapping/route.ts";
import type { Found } from "../../engine/found.ts";
import { need } from "../../engine/need.ts";
import { plainStep } from "../../engine/plain-step.ts";
import type { Step } from "../../engine/step.ts";
import { api } from "../api/api.ts";
import { batch } from "../route/batch.ts";
import { integration } from "../route/integration.ts";
import { method } from "../route/method.ts";
import { UNMADE } from "../unmade.ts";

/** The deployment that the stage serves: a frozen copy of the API, made anew when, and only when, the API has changed since. */
export const deployment: Step<"deployment", Found["deployment"], Context> = plainStep<
  "deployment",
  Found["deployment"],
  Context
>({
  name: "deployment",
  command: "deploy",
  noun: "deployment",
  after: ["stream", "integration", "batch", "cors", "access"],
  within: "api",
  freezes: "deployment",
  tidies: true,
  ids: { id: text, stage: text, tagless: optional(flag) },
  actions: ["apigateway:GET", "apigateway:POST", "apigateway:PUT", "apigateway:DELETE"],

  title: ({ config }) => `Deployment to stage ${config.stage}`,

  async find(ctx) {
    const [stage, { hash: configured }] = await Promise.all([
      stageOf(ctx, ctx.config.stage),
      fingerprint(ctx, need(ctx, api)),
    ]);
    if (stage?.deploymentId === undefined) return undefined;
    const serves = await servedBy(ctx, stage);
    const before = ctx.state.get("deployment");
    const tagless = before?.stage === ctx.config.stage && before.tagless === true;
    return {
      ids: { id: stage.deploymentId, stage: ctx.config.stage, ...(tagless && { tagless }) },
      ours: isOurStage(ctx, need(ctx, api), stage),
      marked: isMarked(ctx, stage),
      deployed: fingerprintIn(ctx, serves?.description),
      configured,
      canary: canaryOf(stage),
    };
  },

  async create(ctx, fresh) {
    const made = await deploy(ctx);
    await tagStage(ctx, need(ctx, api), ctx.config.stage);
    if (fresh !== true) await tidy(ctx);
    return { ...made, marked: true };
  },

  drift(found, ctx) {
    const drift: Drift[] = [...tagDrift(ctx), ...markDrift(found, ctx)];
    if (found.deployed !== found.configured)
      drift.push({ field: "deployment", wanted: "what is configured now", actual: "an earlier configuration" });
    // A deployment to the stage ends it.
    if (found.canary !== undefined) drift.push({ field: "canary", wanted: "none", actual: found.canary });
    return drift;
  },

  veto({ type }, found, { config }) {
    if (type !== "change" || found?.ours !== false) return undefined;
    return {
      why: `The stage ${config.stage} of this API is not this proxy's: to deploy to it would publish whatever else has changed in the API.`,
      hint: "Choose a stage of its own with --stage, or deploy to this one yourself.",
      needs: [],
    };
  },

  async mend(found, drift, ctx) {
    const { imported } = need(ctx, api);
    const stale = drift.some(({ field }) => field !== "tags");
    const now = stale ? await deploy(ctx, found) : found;
    // A stage of an API that was taken over is somebody else's.
    const marks = !found.marked && imported !== true;
    if (marks) await tagStage(ctx, need(ctx, api), ctx.config.stage);
    await tidy(ctx);
    const seen = marks ? await stageOf(ctx, ctx.config.stage) : undefined;
    const tagless = seen !== undefined && !isMarked(ctx, seen);
    return { ...now, ids: { ...now.ids, ...(tagless && { tagless }) }, ours: found.ours, marked: true };
  },

  async remove({ ids }, ctx) {
    const holder = need(ctx, api);
    if (ids.stage === "")
      return (await removeDeployment(ctx, holder, ids.id)) ? undefined : "API Gateway refuses, since a stage serves it";
    await removeStage(ctx, holder, ids.stage);
    // In an API that stays, the deployments would stay too.
    if (!holder.ours) await removeUnused(ctx, holder);
    else if (ids.id === "")
      for (const id of await unusedDeployments(ctx, holder)) await removeDeployment(ctx, holder, id);
    return undefined;
  },

  async ours(ctx) {
    const holder = ctx.known.get("api");
    if (holder === undefined || holder.ids.id === UNMADE) return [];
    const [stages, deployments] = await Promise.all([unusedStages(ctx, holder), unusedDeployments(ctx, holder)]);
    const where = `of REST API ${holder.name} (${holder.ids.id})`;
    const facts = { ours: true, marked: true, deployed: undefined, configured: "" };
    return [
      ...stages.map((stage) => ({ title: `Stage ${stage} ${where}`, found: { ids: { id: "", stage }, ...facts } })),
      ...deployments.map((id) => ({ title: `Deployment ${id} ${where}`, found: { ids: { id, stage: "" }, ...facts } })),
    ];
  },

  replaces(ctx) {
    const old = ctx.state.get("deployment")?.stage ?? ctx.known.get("api")?.recall[ctx.config.tags.stage.name];
    return old === undefined || old === ctx.config.stage ? undefined : `stage ${old}`;
  },
});

/** When --stage changes, the old stage must not go on answering. Only then the tag moves on that an old stage is known by. */
async function tidy(ctx: Context): Promise<void> {
  await removeUnused(ctx, need(ctx, api));
  if (tagDrift(ctx).length > 0) await recallStage(ctx, need(ctx, api).ids.id);
}

/** The API's tag that names the stage, for when the state file is lost. */
function tagDrift(ctx: Context): readonly Drift[] {
  const { ours, ids, recall } = need(ctx, api);
  const [wanted, actual] = [ctx.config.stage, recall[ctx.config.tags.stage.name] ?? ""];
  return ours && ids.tagless !== true && wanted !== actual ? [{ field: "tags", wanted, actual }] : [];
}

/** A run that was killed between deployment and tag leaves a stage that only its description says to be ours. */
function markDrift({ ours, marked, ids }: Found["deployment"], ctx: Context): readonly Drift[] {
  const holder = need(ctx, api);
  const bears = marked || ids.tagless === true || holder.ids.tagless === true;
  return ours && !bears && holder.imported !== true ? [{ field: "tags", wanted: ctx.config.name, actual: "" }] : [];
}

function stageOf(ctx: Context, stageName: string): Promise<Stage | undefined> {
  const command = new GetStageCommand({ restApiId: need(ctx, api).ids.id, stageName });
  return unless(["NotFoundException"], () => ctx.clients.apigateway.send(command));
}

async function servedBy(ctx: Context, stage: Stage | undefined): Promise<Deployment | undefined> {
  const deploymentId = stage?.deploymentId;
  if (deploymentId === undefined) return undefined;
  const command = new GetDeploymentCommand({ restApiId: need(ctx, api).ids.id, deploymentId });
  return unless(["NotFoundException"], () => ctx.clients.apigateway.send(command));
}

/** `there`: the stage is there already. */
async function deploy(ctx: Context, there?: Found["deployment"]): Promise<Found["deployment"]> {
  const { ids, adopted } = need(ctx, api);
  need(ctx, method);
  refuseHalfMade(need(ctx, integration).facts.integration);
  const { hash: configured, lies, policy } = await fingerprint(ctx, need(ctx, api));
  refuseOpened(policy, ctx);
  const { stage } = ctx.config;
  if (lies.length > 0 && adopted !== true)
    throw new CliError(`Somebody lets API Gateway answer what it refuses with success (${lies.join(", ")}).`, {
      hint: "Take it away with delete-gateway-response of `aws apigateway`, and run the same command again.",
    });
  const command = new CreateDeploymentCommand({
    restApiId: ids.id,
    stageName: stage,
    description: deploymentMark(ctx, configured),
    ...(there === undefined && { stageDescription: ownMark(ctx) }),
  });
  const made = await once<{ id?: string | undefined }>(ctx, "CreateDeployment", {
    create: () => ctx.clients.apigateway.send(command),
    look: async () => {
      const served = await servedBy(ctx, await stageOf(ctx, stage));
      return served?.description === command.input.description ? served : undefined;
    },
  });
  return { ids: { id: made.id ?? "", stage }, ours: true, marked: false, deployed: configured, configured };
}

/** Without one of these, a record would be stored and its sender told 500, or one refused and its sender told 200. */
function refuseHalfMade({ responses }: RouteIntegration): void {
  const patterns = Object.values(responses).map(({ selectionPattern }) => selectionPattern);
  if (patterns.includes("") && patterns.some(isForSuccess)) return;
  throw new CliError("The route lacks the responses that tell a stored record from a refused one.", {
    hint: 'Run "kinesis-proxy put-integration" first, or "kinesis-proxy up" for everything.',
  });
}

/** The policy for callers who do not sign lets in anybody who signs, of any account and without any permission. */
function refuseOpened(policy: string, ctx: Context): void {
  const routes = [need(ctx, method), ctx.known.get(batch)];
  if (!routes.some((one) => one?.facts.method.authorization === "AWS_IAM")) return;
  const seen = readAllowPolicy(policy, need(ctx, api).ids.id);
  if (seen === undefined || seen.callers.signed) return;
  throw new CliError("The resource policy lets anybody call who signs, whatever IAM says.", {
    hint: `Run "kinesis-proxy up --auth iam --allow-ips ${seen.cidrs.join(" ")}", or "kinesis-proxy up --auth none".`,
  });
}

/** What JavaScript cannot read is not of this program's making. */
function isForSuccess(pattern: string): boolean {
  try {
    return pattern !== "" && new RegExp(`^(?:${pattern})$`).test("200");
  } catch {
    return false;
  }
}

function canaryOf({ canarySettings }: Stage): string | undefined {
  return canarySettings && `${canarySettings.percentTraffic ?? 0} % to deployment ${canarySettings.deploymentId}`;
}
