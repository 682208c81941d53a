import type { Context } from "./context.ts";
import { describeSpared, staysFor } from "./converge.ts";
import type { Found, StepName } from "./found.ts";
import type { AnyStep, Step, Stray } from "./step.ts";

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

/** What in the account carries our tag and belongs to no step. */
export async function straysOf(steps: readonly AnyStep[], ctx: Context): Promise<readonly Stray[]> {
  return (await Promise.all(steps.map((step) => step.strays?.(ctx) ?? []))).flat();
}

/** The same, as far as `up` of these steps takes it away. Of what nobody spoke of, nothing is touched. */
export function unusedOf(steps: readonly AnyStep[], ctx: Context): Promise<readonly Stray[]> {
  const spokenOf = ({ wanted }: Step): boolean => wanted === undefined || wanted(ctx) !== undefined;
  return straysOf(
    steps.filter((step) => step.tidies === true && spokenOf(step as Step)),
    ctx,
  );
}

/** Takes them away and says so, or why one stays. */
export async function removeStrays(strays: readonly Stray[], ctx: Context): Promise<void> {
  for (const { title, remove } of strays) {
    const why = await remove();
    if (why === undefined)
      ctx.report.event({ type: "note", text: `- ${title}: removed (it was ours, and nothing used it)` });
    else ctx.report.event({ type: "warning", text: `${title} is kept: ${why}` });
  }
}
