import {
  CreateResourceCommand,
  DeleteResourceCommand,
  GetResourcesCommand,
  type Resource,
} from "@aws-sdk/client-api-gateway";
import type { Context } from "../core/context.ts";
import type { Ids } from "../core/found.ts";
import { unless } from "./faults.ts";
import { paced } from "./pace.ts";

/** All resources of a REST API, with their methods and integrations. */
export async function allResources(ctx: Context, restApiId: string): Promise<readonly Resource[]> {
  const all: Resource[] = [];
  let position: string | undefined;
  do {
    const page = await ctx.clients.apigateway.send(
      new GetResourcesCommand({
        restApiId,
        limit: 500,
        embed: ["methods"],
        ...(position !== undefined && { position }),
      }),
    );
    all.push(...(page.items ?? []));
    position = page.position;
  } while (position !== undefined);
  return all;
}

/** The id of the resource at the path; undefined when there is none. */
export async function resourceAt(ctx: Context, api: Ids["api"], path: string): Promise<string | undefined> {
  if (path === "/") return api.rootResourceId;
  return (await allResources(ctx, api.id)).find((one) => one.path === path)?.id;
}

/** The id of the resource at the path, made segment by segment where it is not there. */
export async function makeResource(ctx: Context, api: Ids["api"], path: string): Promise<string> {
  if (path === "/") return api.rootResourceId;
  const known = new Map((await allResources(ctx, api.id)).map((one) => [one.path, one.id]));
  let parentId = api.rootResourceId;
  let at = "";
  for (const pathPart of path.slice(1).split("/")) {
    at += `/${pathPart}`;
    const command = new CreateResourceCommand({ restApiId: api.id, parentId, pathPart });
    const id =
      known.get(at) ??
      (
        await unless(["ConflictException"], () =>
          paced(ctx, "CreateResource", () => ctx.clients.apigateway.send(command)),
        )
      )?.id ??
      (await resourceAt(ctx, api, at));
    parentId = id ?? parentId;
  }
  return parentId;
}

/** Removes the resource when nothing is on it or below it any more; the root stays. */
export async function removeEmptyResource(ctx: Context, api: Ids["api"], resourceId: string): Promise<void> {
  if (resourceId === api.rootResourceId) return;
  const all = await allResources(ctx, api.id);
  const one = all.find(({ id }) => id === resourceId);
  const used =
    Object.keys(one?.resourceMethods ?? {}).length > 0 || all.some(({ parentId }) => parentId === resourceId);
  if (one === undefined || used) return;
  const command = new DeleteResourceCommand({ restApiId: api.id, resourceId });
  await unless(["NotFoundException"], () => paced(ctx, "DeleteResource", () => ctx.clients.apigateway.send(command)));
}
