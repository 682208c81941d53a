import { GetDeploymentCommand, GetStageCommand, type Deployment, type Stage } from "@aws-sdk/client-api-gateway";
import { unless } from "../../aws/faults.ts";
import type { Context } from "../context.ts";

/** The stage of that name; undefined when there is none. */
export function stageOf({ clients }: Context, restApiId: string, stageName: string): Promise<Stage | undefined> {
  const command = new GetStageCommand({ restApiId, stageName });
  return unless(["NotFoundException"], () => clients.apigateway.send(command));
}

/** The deployment that the stage serves. */
export async function servedBy(
  { clients }: Context,
  restApiId: string,
  stage: Stage | undefined,
): Promise<Deployment | undefined> {
  const deploymentId = stage?.deploymentId;
  if (deploymentId === undefined) return undefined;
  const command = new GetDeploymentCommand({ restApiId, deploymentId });
  return unless(["NotFoundException"], () => clients.apigateway.send(command));
}

/** What some requests get instead, such as "50 % to deployment a1b2c3"; "none" for no canary. */
export function canaryOf({ canarySettings }: Stage): string {
  if (canarySettings === undefined) return "none";
  return `${canarySettings.percentTraffic ?? 0} % to deployment ${canarySettings.deploymentId}`;
}
