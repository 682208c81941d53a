import { CreateResourceCommand, DeleteResourceCommand, type Resource } from "@aws-sdk/client-api-gateway";
import { createOnce } from "../../../aws/create-once.ts";
import { unless } from "../../../aws/faults.ts";
import type { Context } from "../../context.ts";
import { CliError, GO_ON } from "../../../engine/errors.ts";
import { allResources } from "../../ours/all-resources.ts";

/** The REST API and its root resource. */
export interface RestApiIds {
  readonly id: string;
  readonly rootResourceId: string;
}

/** The id of the resource at the path; undefined when there is none. */
export function resourceAt(resources: readonly Resource[], path: string): string | undefined {
  return resources.find((one) => one.path === path)?.id;
}

/** The id of the resource at the path, whose missing segments are created; `made` counts them. */
export async function makeResource(
  ctx: Context,
  api: RestApiIds,
  path: string,
): Promise<{ readonly resourceId: string; readonly made: number }> {
  if (path === "/") return { resourceId: api.rootResourceId, made: 0 };
  const known = new Map((await allResources(ctx, api.id)).map((one) => [one.path, one.id]));
  let parentId = api.rootResourceId;
  let [at, made] = ["", 0];
  for (const pathPart of path.slice(1).split("/")) {
    at += `/${pathPart}`;
    const command = new CreateResourceCommand({ restApiId: api.id, parentId, pathPart });
    let id = known.get(at);
    if (id === undefined) {
      const where = at;
      const there = async (): Promise<Resource | undefined> =>
        (await allResources(ctx, api.id)).find((one) => one.path === where);
      const create = () => ctx.clients.apigateway.send(command);
      const one = await unless(["ConflictException"], () =>
        createOnce<Resource>(ctx, "CreateResource", { create, look: there }),
      );
      if (one !== undefined) made += 1;
      id = (one ?? (await there()))?.id;
    }
    // A method must not go onto the parent of its path.
    if (!id) throw new CliError(`API Gateway did not create the resource ${at}.`, { hint: GO_ON });
    parentId = id;
  }
  return { resourceId: parentId, made };
}

/** Removes the resource when it has no methods and no children, and then its parents likewise, `levels` resources at most; the root
 * stays. */
export async function removeEmptyResources(
  ctx: Context,
  api: RestApiIds,
  resourceId: string,
  levels: number,
): Promise<void> {
  if (resourceId === api.rootResourceId || levels === 0) return;
  let left = [...(await allResources(ctx, api.id))];
  for (let [id, level]: [string | undefined, number] = [resourceId, 0]; level < levels; level += 1) {
    const one = left.find((each) => each.id === id);
    if (one?.id === undefined || one.id === api.rootResourceId) return;
    if (Object.keys(one.resourceMethods ?? {}).length > 0 || left.some(({ parentId }) => parentId === one.id)) return;
    const command = new DeleteResourceCommand({ restApiId: api.id, resourceId: one.id });
    await unless(["NotFoundException"], () => ctx.clients.apigateway.send(command));
    left = left.filter((each) => each.id !== one.id);
    id = one.parentId;
  }
}
