import type { Context } from "../engine/context.ts";
import { before, locate } from "../engine/run.ts";
import type { AnyStep } from "../engine/step.ts";
import { access, deployment, proxy } from "../steps/index.ts";

/** The steps that a subcommand runs, in order. */
export function stepsOf(command: string): readonly AnyStep[] {
  return proxy.filter((step) => step.command === command);
}

/** The steps that these commands run now, for a run and its plan alike. */
export async function stepsNow(commands: readonly string[], ctx: Context): Promise<readonly AnyStep[]> {
  if (!commands.includes(access.command)) return commands.flatMap(stepsOf);
  // Who may call is deployed where something is deployed; the rest of what `deploy` does is not asked for.
  await locate(before(deployment, proxy), ctx);
  const isDeployed = ctx.known.get("api") !== undefined && (await deployment.find(ctx)) !== undefined;
  return isDeployed ? [access, deployment] : [access];
}
