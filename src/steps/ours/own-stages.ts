import {
  DeleteDeploymentCommand,
  DeleteStageCommand,
  GetDeploymentsCommand,
  GetStagesCommand,
  TagResourceCommand,
  type Stage,
} from "@aws-sdk/client-api-gateway";
import { restApiArn } from "../../aws/arns.ts";
import type { Context } from "../context.ts";
import { idIn } from "../id-in.ts";
import { unless } from "../../aws/faults.ts";
import { unlessUnsupported } from "../../aws/unless-unsupported.ts";
import { OWNER_TAG, ownerTags } from "../../aws/tags.ts";

/** The REST API that holds them. */
export interface Holder {
  readonly ids: { readonly id: string };
  readonly ours: boolean;
  readonly imported?: boolean;
  readonly facts: { readonly tags: Readonly<Record<string, string>> };
}

/** The description of a stage of ours, which it gets with its first deployment; its tag comes right after. And of a model. */
export function ownMark({ config }: Pick<Context, "config">): string {
  return `kinesis-proxy ${config.name}`;
}

/** The description of a deployment of ours: whose it is, and the fingerprint of what it froze. */
export function deploymentMark({ config }: Pick<Context, "config">, fingerprint: string): string {
  return `kinesis-proxy ${config.name} ${fingerprint}`;
}

/** The fingerprint in the description of a deployment of ours; undefined for any other. Earlier versions wrote no name. */
export function fingerprintIn({ config }: Pick<Context, "config">, description = ""): string | undefined {
  const [, name = config.name, fingerprint] = /^kinesis-proxy (?:(\S+) )?([0-9a-f]{32})$/.exec(description) ?? [];
  return name === config.name ? fingerprint : undefined;
}

/** Does the stage bear a mark of its own? */
export function isMarked({ config }: Pick<Context, "config">, { tags }: Stage): boolean {
  return tags?.[OWNER_TAG] === config.name;
}

/** Did this proxy make the stage? In an API of ours, earlier versions gave it no mark: there the state file and the API's tag
 * name it. */
export function isOurStage(ctx: Context, { ours, facts }: Holder, stage: Stage): boolean {
  const owner = stage.tags?.[OWNER_TAG];
  if (owner !== undefined) return owner === ctx.config.name;
  if (stage.description === ownMark(ctx)) return true;
  const named = [idIn(ctx.state, "deployment", "stage"), facts.tags[ctx.config.tags.stage.name] ?? ctx.config.stage];
  return ours && named.includes(stage.stageName);
}

export async function stagesOf(ctx: Context, restApiId: string): Promise<readonly Stage[]> {
  const command = new GetStagesCommand({ restApiId });
  return (await unless(["NotFoundException"], () => ctx.clients.apigateway.send(command)))?.item ?? [];
}

/** What is ours of an API's stages and deployments, and used no more. */
export interface Unused {
  /** Names of stages that the settings do not name: whatever they serve must not go on answering. */
  readonly stages: readonly string[];
  /** Ids of deployments that no stage serves. */
  readonly deployments: readonly string[];
}

/** Looks for what is unused in a REST API. */
export async function unusedIn(ctx: Context, holder: Holder): Promise<Unused> {
  const { ours, imported, ids } = holder;
  const command = new GetDeploymentsCommand({ restApiId: ids.id, limit: 500 });
  const made = await unless(["NotFoundException"], () => ctx.clients.apigateway.send(command));
  // The stages last: what is deployed meanwhile is served by one then.
  const stages = await stagesOf(ctx, ids.id);
  // In an API that was taken over, what bears no mark was made by others.
  const whose = { ...holder, ours: ours && imported !== true };
  const old = stages.filter((one) => isOurStage(ctx, whose, one) && one.stageName !== ctx.config.stage);
  const served = stages.flatMap((one) => [one.deploymentId, one.canarySettings?.deploymentId]);
  const left = (made?.items ?? []).filter(
    ({ id, description }) => fingerprintIn(ctx, description) !== undefined && !served.includes(id),
  );
  return {
    stages: old.flatMap(({ stageName }) => stageName ?? []),
    deployments: left.flatMap(({ id }) => id ?? []),
  };
}

export async function removeStage(ctx: Context, { ids }: Pick<Holder, "ids">, stageName: string): Promise<void> {
  const command = new DeleteStageCommand({ restApiId: ids.id, stageName });
  await unless(["NotFoundException"], () => ctx.clients.apigateway.send(command));
}

/** False where API Gateway refuses, as it does while a stage serves it. */
export async function removeDeployment(
  ctx: Context,
  { ids }: Pick<Holder, "ids">,
  deploymentId: string,
): Promise<boolean> {
  const command = new DeleteDeploymentCommand({ restApiId: ids.id, deploymentId });
  const gone = async (): Promise<true> => {
    await unless(["NotFoundException"], () => ctx.clients.apigateway.send(command));
    return true;
  };
  return (await unless(["BadRequestException"], gone)) ?? false;
}

/** Removes what is unused: first the stages, then the deployments, also those that the stages served. */
export async function removeUnused(ctx: Context, holder: Holder): Promise<void> {
  let { stages, deployments } = await unusedIn(ctx, holder);
  for (const name of stages) await removeStage(ctx, holder, name);
  if (stages.length > 0) ({ deployments } = await unusedIn(ctx, holder));
  for (const id of deployments) await removeDeployment(ctx, holder, id);
}

/** Removes the deployments that no stage serves. */
export async function removeUnserved(ctx: Context, holder: Holder): Promise<void> {
  for (const id of (await unusedIn(ctx, holder)).deployments) await removeDeployment(ctx, holder, id);
}

/** Gives a stage the proxy's tag. Where the endpoint has no tags for stages, its description says whose it is. */
export async function tagStage(ctx: Context, { ids }: Pick<Holder, "ids">, stageName: string): Promise<void> {
  const resourceArn = `${restApiArn(ctx, ids.id)}/stages/${stageName}`;
  const command = new TagResourceCommand({ resourceArn, tags: ownerTags(ctx.config.name) });
  await unlessUnsupported(ctx, () => unless(["NotFoundException"], () => ctx.clients.apigateway.send(command)));
}
