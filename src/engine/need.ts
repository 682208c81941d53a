import type { Context } from "./context.ts";
import { MissingStepError } from "./errors.ts";
import type { Found, StepRef } from "./step/found.ts";

/** What an earlier step found or made in this run; throws `MissingStepError` when it is not there. */
export function need<F extends Found>(
  ctx: Pick<Context, "known">,
  step: StepRef<F> & { readonly command: string; readonly noun: string },
): F {
  const found = ctx.known.get(step);
  if (found === undefined) throw new MissingStepError(step.noun, step.command);
  return found;
}
