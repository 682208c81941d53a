import type { Stage } from "@aws-sdk/client-api-gateway";
import { need } from "../../engine/need.ts";
import { isRouteMark } from "../../mapping/route-mark.ts";
import { api } from "../api/api.ts";
import type { Context } from "../context.ts";
import { stageOf } from "./stage.ts";
import { allResources } from "../ours/all-resources.ts";
import { method } from "../route/method.ts";
import { ALL, EVERY_METHOD, isShut, keyOf, methodOf, setting, throttleFor, unsetting } from "./method-settings.ts";
import { patchStage } from "./patch-stage.ts";

const SHUT = { rate: 0, burst: 0 } as const;

/** The methods that let nobody through, such as `POST /events`; `* /*` for all of the stage. A paused proxy has its own methods among
 * them: what the stage lets through otherwise is left as it is, so that nothing need be remembered to go on. */
export function pausedIn({ methodSettings = {} }: Stage): readonly string[] {
  return shutKeys(methodSettings).map(methodOf);
}

/** Lets nobody call the proxy's methods; gives those that let callers through before. */
export async function pauseRoutes(ctx: Context): Promise<readonly string[]> {
  const stage = await stageOf(ctx, need(ctx, api).ids.id, ctx.config.stage);
  if (stage === undefined) return [];
  const paused = pausedIn(stage);
  const open = (await ownRoutes(ctx)).filter((key) => !paused.includes(methodOf(key)));
  await patchStage(
    ctx,
    open.flatMap((key) => setting(spelled(stage, key), SHUT)),
  );
  return open.map(methodOf);
}

/** Takes away the pause of methods that are gone, once what served them is replaced; gives what is paused then. */
export async function unpauseGone(ctx: Context): Promise<readonly string[]> {
  const restApiId = need(ctx, api).ids.id;
  const stage = await stageOf(ctx, restApiId, ctx.config.stage);
  if (stage === undefined) return [];
  const there = (await allResources(ctx, restApiId)).flatMap(({ path = "/", resourceMethods = {} }) =>
    Object.keys(resourceMethods).flatMap((name) => keysOf(name, path).map(methodOf)),
  );
  const isGone = (key: string): boolean => key !== ALL && !there.includes(methodOf(key));
  const gone = shutKeys(stage.methodSettings ?? {}).filter(isGone);
  await patchStage(
    ctx,
    gone.flatMap((key) => unsetting(stage, key, { rate: -1, burst: -1 })),
  );
  return pausedIn(stage).filter((one) => !gone.map(methodOf).includes(one));
}

/** Lets callers through again as the stage does without a pause; gives the methods that let nobody through before. */
export async function resumeRoutes(ctx: Context): Promise<readonly string[]> {
  const stage = await stageOf(ctx, need(ctx, api).ids.id, ctx.config.stage);
  if (stage === undefined) return [];
  const shut = shutKeys(stage.methodSettings ?? {});
  const all = throttleFor(stage.methodSettings?.[ALL]);
  const none = { rate: -1, burst: -1 };
  const usual = ctx.config.throttle || (all !== undefined && !isShut(all) ? all : none);
  const operations = shut.flatMap((key) =>
    key === ALL && ctx.config.throttle ? setting(ALL, ctx.config.throttle) : unsetting(stage, key, usual),
  );
  await patchStage(ctx, operations);
  return shut.map(methodOf);
}

function shutKeys(settings: NonNullable<Stage["methodSettings"]>): readonly string[] {
  const isShutEntry = (key: string): boolean => {
    const limit = throttleFor(settings[key]);
    return limit !== undefined && isShut(limit);
  };
  return Object.keys(settings).filter(isShutEntry);
}

/** The keys of our methods. In an API of ours, earlier versions gave them no mark. */
async function ownRoutes(ctx: Context): Promise<readonly string[]> {
  const { path, httpMethod } = ctx.known.get(method)?.ids ?? {};
  return (await allResources(ctx, need(ctx, api).ids.id)).flatMap((resource) =>
    Object.entries(resource.resourceMethods ?? {})
      .filter(
        ([name, { operationName }]) =>
          isRouteMark(ctx.config.name, operationName) || (resource.path === path && name === httpMethod),
      )
      .flatMap(([name]) => keysOf(name, resource.path ?? "/")),
  );
}

/** The keys of a method's settings: of ANY, one for each method that requests have. */
function keysOf(name: string, path: string): readonly string[] {
  return (name === "ANY" ? EVERY_METHOD : [name]).map((one) => keyOf(one, path));
}

/** The key as the stage has it already, where somebody has set something of that method. */
function spelled({ methodSettings = {} }: Stage, key: string): string {
  return Object.keys(methodSettings).find((one) => methodOf(one) === methodOf(key)) ?? key;
}
