import type { Context } from "./context.ts";
import { describeSpared, staysFor } from "./converge.ts";
import type { Found, StepName } from "./found.ts";
import type { Step, Stray } from "./step.ts";

/** A second one of a step's resource, which goes as the first one would, or stays for the same reasons. */
export function stray<K extends StepName>(ctx: Context, step: Step<K>, found: Found[K], title: string): Stray {
  const remove = async (): Promise<string | undefined> => {
    const spared = await staysFor(step, found, ctx);
    if (spared !== undefined) return describeSpared(spared);
    await step.remove(found, ctx);
    return undefined;
  };
  return { title, remove };
}
