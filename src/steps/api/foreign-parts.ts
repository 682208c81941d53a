import type { Context } from "../context.ts";
import type { ApiFound } from "./api-found.ts";
import { unless } from "../../aws/faults.ts";
import { isRouteMark } from "../../mapping/route-mark.ts";
import { isOurStage, stagesOf } from "../ours/own-stages.ts";
import { allResources } from "../ours/all-resources.ts";

/** What others have put into a REST API of ours, such as `stage live` and `GET /orders`. */
export async function foreignParts(ctx: Context, holder: ApiFound): Promise<readonly string[]> {
  const parts = await unless(["NotFoundException", "AccessDenied"], () =>
    Promise.all([stages(ctx, holder), methods(ctx, holder.ids.id)]),
  );
  return (parts ?? []).flat();
}

async function stages(ctx: Context, holder: ApiFound): Promise<readonly string[]> {
  const others = (await stagesOf(ctx, holder.ids.id)).filter((one) => !isOurStage(ctx, holder, one));
  return others.map(({ stageName = "" }) => `stage ${stageName}`);
}

async function methods(ctx: Context, restApiId: string): Promise<readonly string[]> {
  const ours = [
    ctx.config.path,
    ctx.config.batchPath,
    ...["method", "batch"].map((route) => pathIn(ctx.state.get(route))),
  ];
  return (await allResources(ctx, restApiId)).flatMap(({ path = "", resourceMethods = {} }) => {
    const others = Object.entries(resourceMethods).filter(
      ([name, { operationName }]) =>
        !isRouteMark(ctx.config.name, operationName) && !(ours.includes(path) && ["POST", "OPTIONS"].includes(name)),
    );
    return others.map(([name]) => `${name} ${path}`);
  });
}

function pathIn(ids: object | undefined): string | undefined {
  return ids !== undefined && "path" in ids && typeof ids.path === "string" ? ids.path : undefined;
}
