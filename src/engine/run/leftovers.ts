import type { Context } from "../context.ts";
import type { Found } from "../step/found.ts";
import type { Step, Veto } from "../step/step.ts";
import { whyKept } from "./veto.ts";

/** Something with our tag that no step uses: made by a run that lost a race, or before a name was changed. */
export interface Leftover {
  /** The step that would use it. */
  readonly step: string;
  readonly found: Found;
  /** Such as "REST API orders (a1b2c3d4e5)". */
  readonly title: string;
  /** Why it stays; undefined when it goes. */
  readonly spared: Veto | undefined;
  /** Takes it away, or says why AWS does not let it go. */
  readonly remove: () => Promise<string | void>;
}

/** What in the account carries our tag and is used by no step. */
export async function leftoversOf(steps: readonly Step[], ctx: Context): Promise<readonly Leftover[]> {
  const all = steps.map(async (step) => {
    const used = ctx.known.get(step);
    const others = (await step.ours(ctx)).filter(({ found }) => !isUsed(found, used));
    return Promise.all(
      others.map(async ({ title, found }) => ({
        step: step.name,
        found,
        title,
        spared: await whyKept(step, found, ctx),
        remove: () => step.remove(found, ctx),
      })),
    );
  });
  return (await Promise.all(all)).flat();
}

/** Is it what the step uses? Of what has several ids, it may be a part. */
function isUsed(one: Found, used: Found | undefined): boolean {
  if (used === undefined) return false;
  const ids = new Map(Object.entries(used.ids));
  return Object.entries(one.ids).every(([name, id]) => id === "" || ids.get(name) === id);
}

/** What a run has made, and what it has kept of the steps that were to go. */
interface Became {
  readonly made: (step: string) => boolean;
  readonly kept: (step: string) => Found | undefined;
}

/** The same, as far as `up` of these steps takes it away. What no setting asks about is not touched; where this run has made the
 * resource, or the one that holds it, there are no others; and what a step was kept for is told of already. */
export async function unusedOf(
  steps: readonly Step[],
  ctx: Context,
  { made, kept }: Became,
): Promise<readonly Leftover[]> {
  const tidied = steps.filter(
    (step) => step.tidies === true && step.asked(ctx) !== undefined && !made(step.within ?? step.name),
  );
  const all = await leftoversOf(tidied, ctx);
  return all.filter(({ step, found, spared }) => spared === undefined || !isUsed(found, kept(step)));
}

/** Takes away what may go, and says so; gives what became of each. */
export async function removeLeftovers(leftovers: readonly Leftover[], ctx: Context): Promise<readonly Leftover[]> {
  const done: Leftover[] = [];
  for (const one of leftovers) {
    const why = one.spared === undefined ? await one.remove() : one.spared.why;
    if (typeof why === "string") ctx.report.event({ type: "warning", text: `${one.title} is kept: ${why}` });
    else ctx.report.event({ type: "note", text: `- ${one.title}: removed (it carries our tag, and nothing uses it)` });
    done.push(typeof why === "string" ? { ...one, spared: one.spared ?? { why, needs: [] } } : one);
  }
  return done;
}
