import { CreateDeploymentCommand } from "@aws-sdk/client-api-gateway";
import { createOnce } from "../../aws/create-once.ts";
import { need } from "../../engine/need.ts";
import { api } from "../api/api.ts";
import type { Context } from "../context.ts";
import { deploymentMark, ownMark } from "../ours/own-stages.ts";
import { batch } from "../route/batch.ts";
import { pauseRoutes, unpauseGone } from "../stage/pause.ts";
import { integration } from "../route/integration.ts";
import { method } from "../route/method.ts";
import { CURRENT, type DeploymentFound } from "./deployment-found.ts";
import { fingerprint } from "./fingerprint.ts";
import { refuseUnsafe } from "./refuse-unsafe.ts";
import { servedBy, stageOf } from "../stage/stage.ts";

/** The stage that the API's tag names, for when the state file is lost; "" for none. */
export function stageTag(ctx: Context): string {
  return need(ctx, api).facts.tags[ctx.config.tags.stage.name] ?? "";
}

/** What a deployment would freeze now. */
export function frozen(ctx: Context): ReturnType<typeof fingerprint> {
  return fingerprint(ctx, need(ctx, api));
}

/** Deploys the API to the stage. `there`: what the stage serves already. */
export async function deploy(there: DeploymentFound | undefined, ctx: Context): Promise<DeploymentFound> {
  const { ids, adopted } = need(ctx, api);
  const routes = [need(ctx, method), ctx.known.get(batch)];
  const { responses } = need(ctx, integration).facts.integration;
  const { hash, lies, policy } = await frozen(ctx);
  refuseUnsafe({
    responses,
    authorizations: routes.flatMap((one) => one?.facts.method.authorization ?? []),
    policy,
    restApiId: ids.id,
    lies: adopted === true ? [] : lies,
  });
  const { stage } = ctx.config;
  const command = new CreateDeploymentCommand({
    restApiId: ids.id,
    stageName: stage,
    description: deploymentMark(ctx, hash),
    ...(there === undefined && { stageDescription: ownMark(ctx) }),
  });
  // A new route of a paused proxy must not answer either.
  const isPaused = there?.ours === true && (there.paused ?? []).length > 0;
  if (isPaused) await pauseRoutes(ctx);
  const made = await createOnce<{ id?: string | undefined }>(ctx, "CreateDeployment", {
    create: () => ctx.clients.apigateway.send(command),
    look: async () => {
      const served = await servedBy(ctx, ids.id, await stageOf(ctx, ids.id, stage));
      return served?.description === command.input.description ? served : undefined;
    },
  });
  // No document says that a deployment leaves the settings of the stage as they are.
  if (isPaused) await pauseRoutes(ctx);
  const paused = isPaused ? await unpauseGone(ctx) : [];
  const tags = there?.facts.tags ?? { api: stageTag(ctx), stage: "" };
  return {
    ids: { ...there?.ids, id: made.id ?? "", stage },
    ours: there?.ours ?? true,
    ...(isPaused && { paused }),
    facts: { deployment: CURRENT, canary: "none", tags },
  };
}
