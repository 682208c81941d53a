import type { Context } from "./context.ts";
import { staysFor } from "./converge.ts";
import type { Found, StepName } from "./found.ts";
import type { AnyStep, Spared, Step, Stray } from "./step.ts";

/** A second one of a step's resource, which goes as the first one would, or stays for the same reasons. */
export function stray<K extends StepName>(ctx: Context, step: Step<K>, found: Found[K], title: string): Stray {
  return {
    title,
    stays: () => staysFor(step, found, ctx),
    remove: () => step.remove(found, ctx),
  };
}

/** Something with our tag that no step uses, and why it stays; undefined when it goes. */
export interface StrayLook extends Stray {
  readonly spared: Spared | undefined;
}

/** What in the account carries our tag and belongs to no step. */
export async function straysOf(steps: readonly AnyStep[], ctx: Context): Promise<readonly StrayLook[]> {
  const all = (await Promise.all(steps.map((step) => step.strays?.(ctx) ?? []))).flat();
  return Promise.all(all.map(async (one) => ({ ...one, spared: await one.stays?.() })));
}

/** The same, as far as `up` of these steps takes it away. Of what nobody spoke of, nothing is touched; where this run `made` the
 * resource, or the one that holds it, there are no others. */
export function unusedOf(
  steps: readonly AnyStep[],
  ctx: Context,
  made: (step: StepName) => boolean,
): Promise<readonly StrayLook[]> {
  const spokenOf = ({ wanted }: Step): boolean => wanted === undefined || wanted(ctx) !== undefined;
  return straysOf(
    steps.filter((step) => step.tidies === true && spokenOf(step as Step) && !made(step.within ?? step.name)),
    ctx,
  );
}

/** Takes away what may go, and says so; gives what became of each. */
export async function removeStrays(strays: readonly StrayLook[], ctx: Context): Promise<readonly StrayLook[]> {
  const done: StrayLook[] = [];
  for (const one of strays) {
    const why = one.spared === undefined ? await one.remove() : one.spared.why;
    if (typeof why === "string") ctx.report.event({ type: "warning", text: `${one.title} is kept: ${why}` });
    else ctx.report.event({ type: "note", text: `- ${one.title}: removed (it carries our tag, and nothing uses it)` });
    done.push(typeof why === "string" ? { ...one, spared: one.spared ?? { why, needs: [] } } : one);
  }
  return done;
}
