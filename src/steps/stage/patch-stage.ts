import { UpdateStageCommand, type PatchOperation } from "@aws-sdk/client-api-gateway";
import { unless } from "../../aws/faults.ts";
import { need } from "../../engine/need.ts";
import { api } from "../api/api.ts";
import type { Context } from "../context.ts";

/** UpdateStage on the proxy's stage, in one call; a stage that has gone meanwhile needs none. */
export async function patchStage(ctx: Context, patchOperations: PatchOperation[]): Promise<void> {
  if (patchOperations.length === 0) return;
  const { stage: stageName } = ctx.config;
  const command = new UpdateStageCommand({ restApiId: need(ctx, api).ids.id, stageName, patchOperations });
  await unless(["NotFoundException"], () => ctx.clients.apigateway.send(command));
}
