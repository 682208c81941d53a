import type { Context } from "./context.ts";
import { MissingStepError } from "./errors.ts";
import type { Found, StepName } from "./found.ts";
import type { Step } from "./step.ts";

/** What an earlier step found or made in this run; throws `MissingStepError` when it is not there. */
export function need<K extends StepName>(ctx: Context, step: Pick<Step<K>, "name" | "command" | "noun">): Found[K] {
  const found = ctx.known.get(step.name);
  if (found === undefined) throw new MissingStepError(step.noun, step.command);
  return found;
}
