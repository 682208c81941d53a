import { GetStagesCommand } from "@aws-sdk/client-api-gateway";
import type { Context } from "../core/context.ts";
import { unless } from "./faults.ts";
import { markOf } from "./marked-routes.ts";
import { allResources } from "./resources.ts";

/** What others have put into a REST API of ours, such as `stage live` and `GET /orders`. */
export async function foreignParts(ctx: Context, restApiId: string): Promise<readonly string[]> {
  const parts = await unless(["NotFoundException", "AccessDenied"], () =>
    Promise.all([stages(ctx, restApiId), methods(ctx, restApiId)]),
  );
  return (parts ?? []).flat();
}

async function stages(ctx: Context, restApiId: string): Promise<readonly string[]> {
  const ours = [ctx.config.stage, ctx.state.get("deployment")?.stage];
  const { item = [] } = await ctx.clients.apigateway.send(new GetStagesCommand({ restApiId }));
  return item.flatMap(({ stageName = "" }) => (ours.includes(stageName) ? [] : [`stage ${stageName}`]));
}

async function methods(ctx: Context, restApiId: string): Promise<readonly string[]> {
  const marks = (["put", "batch", "preflight"] as const).map((kind) => markOf(ctx, kind));
  const ours = [ctx.config.path, ctx.config.batchPath, ctx.state.get("method")?.path, ctx.state.get("batch")?.path];
  return (await allResources(ctx, restApiId)).flatMap(({ path = "", resourceMethods = {} }) => {
    const others = Object.entries(resourceMethods).filter(
      ([name, { operationName = "" }]) =>
        !marks.includes(operationName) && !(ours.includes(path) && ["POST", "OPTIONS"].includes(name)),
    );
    return others.map(([name]) => `${name} ${path}`);
  });
}
