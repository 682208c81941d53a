import type { Context } from "../../steps/context.ts";
import { before, locate } from "../../engine/run/up.ts";
import type { Step } from "../../engine/step/step.ts";
import { access, api, deployment, proxy } from "../../steps/index.ts";
import type { Change } from "./change.ts";
import { stepsOf } from "./steps-of.ts";

/** The steps of a change, in order, for its run and its plan. */
export async function stepsFor({ command }: Change, ctx: Context): Promise<readonly Step[]> {
  if (command === undefined) return proxy;
  if (command !== access.command) return stepsOf(command);
  // A new policy takes effect once it is deployed. What else `deploy` does is not asked for.
  await locate(before(deployment, proxy), ctx);
  const isDeployed = ctx.known.get(api) !== undefined && (await deployment.find(ctx)) !== undefined;
  return isDeployed ? [access, deployment] : [access];
}
