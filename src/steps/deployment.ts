import {
  CreateDeploymentCommand,
  DeleteDeploymentCommand,
  DeleteStageCommand,
  GetDeploymentCommand,
  GetDeploymentsCommand,
  GetStageCommand,
  UpdateStageCommand,
  type Deployment,
  type Stage,
} from "@aws-sdk/client-api-gateway";
import { fingerprint } from "../aws/fingerprint.ts";
import { unless } from "../aws/faults.ts";
import { once } from "../aws/once.ts";
import { readAllowPolicy } from "../aws/policies.ts";
import type { Context } from "../core/context.ts";
import { CliError, DriftError, type Drift } from "../core/errors.ts";
import type { Found } from "../core/found.ts";
import { need } from "../core/need.ts";
import type { Step } from "../core/step.ts";
import { api } from "./api.ts";
import { integration } from "./integration.ts";
import { method } from "./method.ts";

const mark = "kinesis-proxy ";

/** The deployment that the stage serves: a frozen copy of the API, made anew when, and only when, the API has changed since. */
export const deployment: Step<"deployment"> = {
  name: "deployment",
  command: "deploy",
  noun: "deployment",
  after: ["stream", "integration", "batch", "cors", "access"],
  within: "api",
  freezes: true,
  actions: ["apigateway:GET", "apigateway:POST", "apigateway:DELETE"],

  title: ({ config }) => `Deployment to stage ${config.stage}`,

  async find(ctx) {
    const [stage, { hash: configured }] = await Promise.all([
      stageOf(ctx, ctx.config.stage),
      fingerprint(ctx, need(ctx, api)),
    ]);
    if (stage?.deploymentId === undefined) return undefined;
    const serves = await servedBy(ctx, stage);
    return {
      ids: { id: stage.deploymentId, stage: ctx.config.stage },
      ours: need(ctx, api).ours || stage?.description === stageMark(ctx),
      deployed: serves?.description?.startsWith(mark) ? serves.description.slice(mark.length) : undefined,
      configured,
      canary: canaryOf(stage),
    };
  },

  create: (ctx) => deploy(ctx),

  verify(found) {
    const drift: Drift[] = [];
    if (found.deployed !== found.configured)
      drift.push({ field: "deployment", wanted: "what is configured now", actual: "an earlier configuration" });
    // A deployment to the stage ends it.
    if (found.canary !== undefined) drift.push({ field: "canary", wanted: "none", actual: found.canary });
    return drift;
  },

  refuses(found, drift, { config }) {
    if (found.ours) return undefined;
    return new DriftError(
      `The stage ${config.stage} of this API is not this proxy's: to deploy to it would publish whatever else has changed in the API.`,
      drift,
      "Choose a stage of its own with --stage, or deploy to this one yourself.",
    );
  },

  async repair(found, _drift, ctx) {
    const now = await deploy(ctx);
    await prune(now.ids.id, ctx);
    return { ...now, ours: found.ours };
  },

  async remove(found, ctx) {
    const command = new DeleteStageCommand({ restApiId: need(ctx, api).ids.id, stageName: found.ids.stage });
    await unless(["NotFoundException"], () => ctx.clients.apigateway.send(command));
    // In an API that stays, the deployments would stay too.
    if (!need(ctx, api).ours) await prune(undefined, ctx);
  },

  /** The deployments of runs that were at work at the same time go, whoever's the stage serves; ours is none that yields. */
  async yields(_found, ctx) {
    const made = await ourDeployments(ctx);
    if (made.length === 1) return false;
    const served = await stageOf(ctx, ctx.config.stage);
    if (served?.deploymentId !== undefined) await removeBut(served.deploymentId, made, ctx);
    return false;
  },

  replaces(ctx) {
    const old = ctx.state.get("deployment");
    return old === undefined || old.stage === ctx.config.stage ? undefined : `stage ${old.stage}`;
  },
};

/** When --stage changes, the old stage must not go on answering. */
async function removeOldStage(ctx: Context): Promise<void> {
  const old = ctx.state.get("deployment");
  const { ids, ours } = need(ctx, api);
  if (old === undefined || old.stage === ctx.config.stage) return;
  if (!ours && (await stageOf(ctx, old.stage))?.description !== stageMark(ctx)) return;
  const command = new DeleteStageCommand({ restApiId: ids.id, stageName: old.stage });
  await unless(["NotFoundException", "BadRequestException"], () => ctx.clients.apigateway.send(command));
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

/** How a stage of ours is marked in an API that is not. */
function stageMark({ config }: Context): string {
  return `${mark}${config.name}`;
}

async function deploy(ctx: Context): Promise<Found["deployment"]> {
  const { ids, adopted } = need(ctx, api);
  need(ctx, method);
  refuseHalfMade(need(ctx, integration));
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
    description: mark + configured,
    ...(adopted === true && { stageDescription: stageMark(ctx) }),
  });
  const made = await once<{ id?: string | undefined }>(ctx, "CreateDeployment", {
    create: () => ctx.clients.apigateway.send(command),
    look: async () => {
      const served = await servedBy(ctx, await stageOf(ctx, stage));
      return served?.description === command.input.description ? served : undefined;
    },
  });
  if (adopted === true) await markStage(ctx, stage);
  await removeOldStage(ctx);
  return { ids: { id: made.id ?? "", stage }, ours: true, deployed: configured, configured };
}

/** Without one of these, a record would be stored and its sender told 500, or one refused and its sender told 200. */
function refuseHalfMade({ responses }: Found["integration"]): void {
  const patterns = Object.values(responses).map(({ selectionPattern }) => selectionPattern);
  if (patterns.includes("") && patterns.some(isForSuccess)) return;
  throw new CliError("The route lacks the responses that tell a stored record from a refused one.", {
    hint: 'Run "kinesis-proxy put-integration" first, or "kinesis-proxy up" for everything.',
  });
}

/** The policy for callers who do not sign lets in anybody who signs, of any account and without any permission. */
function refuseOpened(policy: string, ctx: Context): void {
  const methods = [need(ctx, method), ctx.known.get("batch")?.method];
  if (!methods.some((one) => one?.authorization === "AWS_IAM")) return;
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

/** Not every emulator takes the description of a stage with its deployment. */
async function markStage(ctx: Context, stageName: string): Promise<void> {
  const value = stageMark(ctx);
  if ((await stageOf(ctx, stageName))?.description === value) return;
  const patchOperations = [{ op: "replace" as const, path: "/description", value }];
  const command = new UpdateStageCommand({ restApiId: need(ctx, api).ids.id, stageName, patchOperations });
  await ctx.clients.apigateway.send(command);
}

/** Deployments of ours that no stage serves any more: they pile up otherwise. */
async function prune(current: string | undefined, ctx: Context): Promise<void> {
  await removeBut(current, await ourDeployments(ctx), ctx);
}

async function ourDeployments(ctx: Context): Promise<readonly Deployment[]> {
  const command = new GetDeploymentsCommand({ restApiId: need(ctx, api).ids.id, limit: 500 });
  const all = await unless(["NotFoundException"], () => ctx.clients.apigateway.send(command));
  return (all?.items ?? []).filter((one) => one.description?.startsWith(mark));
}

async function removeBut(current: string | undefined, all: readonly Deployment[], ctx: Context): Promise<void> {
  const restApiId = need(ctx, api).ids.id;
  for (const { id: deploymentId } of all.filter(({ id }) => id !== current)) {
    // Refused while another stage serves it.
    await unless(["BadRequestException", "NotFoundException"], () =>
      ctx.clients.apigateway.send(new DeleteDeploymentCommand({ restApiId, deploymentId })),
    );
  }
}

function canaryOf({ canarySettings }: Stage): string | undefined {
  return canarySettings && `${canarySettings.percentTraffic ?? 0} % to deployment ${canarySettings.deploymentId}`;
}
