import {
  DeleteRestApiCommand,
  GetResourcesCommand,
  GetRestApiCommand,
  type RestApi,
} from "@aws-sdk/client-api-gateway";
import type { Context } from "../context.ts";
import { isFault, unless } from "../../aws/faults.ts";
import { isDeployed, ourApis } from "../ours/own-apis.ts";
import { IMPORTED_TAG, OWNER_TAG } from "../../aws/tags.ts";
import { chosenOf } from "../ours/duplicates.ts";
import { uncoverApi } from "../ours/usage-plans.ts";

/** The API of that id; undefined when there is none. */
export async function apiById(ctx: Context, restApiId: string | undefined): Promise<RestApi | undefined> {
  if (restApiId === undefined) return undefined;
  return unless(["NotFoundException"], () => ctx.clients.apigateway.send(new GetRestApiCommand({ restApiId })));
}

/** The API of this proxy: of several, one that was taken over, else the one that every run uses. What the state file names, `known`, counts
 * when it is ours, and where nothing of ours is found. */
export async function ownApi(ctx: Context, known: string | undefined): Promise<RestApi | undefined> {
  const listed = await ourApis(ctx);
  const unlisted = listed.some(({ id }) => id === known) ? undefined : await apiById(ctx, known);
  const all = unlisted !== undefined && isTagged(ctx, unlisted) ? [...listed, unlisted] : listed;
  const imported = all.filter(({ tags }) => tags?.[IMPORTED_TAG] === "true");
  const one = await chosenOf(imported.length > 0 ? imported : all, (each) => isDeployed(ctx, each));
  return one ?? unlisted;
}

function isTagged({ config }: Context, { tags }: RestApi): boolean {
  return tags?.[OWNER_TAG] === config.name;
}

/** Takes an API away, and first its stages out of our usage plans where it is refused for their sake. */
export async function removeApi(ctx: Context, restApiId: string): Promise<void> {
  const remove = () =>
    unless(["NotFoundException"], () => ctx.clients.apigateway.send(new DeleteRestApiCommand({ restApiId })));
  try {
    await remove();
  } catch (error) {
    if (!isFault(error, "BadRequestException") || !/usage plan/i.test((error as Error).message)) throw error;
    await uncoverApi(ctx, restApiId);
    await remove();
  }
}

/** The id of the root resource, for endpoints that do not tell it with the API. */
export async function rootResourceOf(ctx: Context, restApiId: string): Promise<string> {
  const { items } = await ctx.clients.apigateway.send(new GetResourcesCommand({ restApiId, limit: 500 }));
  return items?.find((resource) => resource.path === "/")?.id ?? "";
}
