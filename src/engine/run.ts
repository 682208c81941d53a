import type { Context } from "./context.ts";
import { converge, dismantle, staysFor, type Converged, type Seen } from "./converge.ts";
import { MissingStepError, type Drift } from "./errors.ts";
import { inStep } from "./failed-step.ts";
import type { Found, StepName } from "./found.ts";
import { inOrder } from "./in-order.ts";
import type { AnyStep, Step } from "./step.ts";
import { removeStrays, unusedOf } from "./stray.ts";

export type Results = ReadonlyMap<StepName, Converged>;

/** Brings every step to what was asked, those that do not depend on each other at the same time. At the end goes what is ours and
 * unused. */
export async function up(steps: readonly AnyStep[], ctx: Context): Promise<Results> {
  const results = new Map<StepName, Converged>();
  announce(
    steps.filter((step) => isWanted(step as Step, ctx)),
    ctx,
  );
  await inOrder(
    steps,
    (step) => step.after,
    async (step) => {
      ctx.signal.throwIfAborted();
      results.set(step.name, await one(step, steps, ctx, results));
    },
  );
  const unused = await unusedOf(steps, ctx, (name) => results.get(name)?.outcome === "created");
  await removeStrays(unused, ctx);
  return listed(steps, results);
}

export function announce(steps: readonly AnyStep[], ctx: Context): void {
  const each = steps.map((step) => ({ name: step.name, title: step.title(ctx) }));
  ctx.report.event({ type: "steps", steps: each });
}

async function one(step: Step, steps: readonly AnyStep[], ctx: Context, results: Results): Promise<Converged> {
  const wanted = step.wanted === undefined ? true : step.wanted(ctx);
  if (wanted === undefined) return { outcome: "absent", found: undefined };
  const fresh = step.within !== undefined && results.get(step.within)?.outcome === "created";
  if (wanted) return converge(step, ctx, { fresh, stale: outdated(step, steps, results) });
  if (fresh) return { outcome: "absent", found: undefined };
  const found = await step.find(ctx);
  return takeAway(step, { found, spared: found && (await staysFor(step, found as never, ctx)) }, ctx);
}

const changed: ReadonlySet<string> = new Set(["created", "repaired", "removed", "create", "repair", "remove"]);

/** Is this a copy of something that was changed, or will be? */
export function outdated(
  step: Step,
  steps: readonly AnyStep[],
  results: ReadonlyMap<StepName, { readonly outcome: string }>,
): boolean {
  if (step.freezes !== true) return false;
  const beside = before(step, steps).filter((one) => one.within === step.within);
  return beside.some(({ name }) => changed.has(results.get(name)?.outcome ?? ""));
}

/** Dismantles a step; of one that was not asked for and is not there, nothing is said. */
export async function takeAway(step: Step, seen: Seen, ctx: Context): Promise<Converged> {
  if (!isWanted(step, ctx) && seen.found === undefined) return { outcome: "absent", found: undefined };
  return dismantle(step, ctx, seen as never);
}

/** Runs some steps by themselves: what they build on is looked up, and a missing one is named. */
export async function some(asked: readonly AnyStep[], steps: readonly AnyStep[], ctx: Context): Promise<Results> {
  await locate(beneath(asked, steps), ctx);
  return up(withBase(asked, steps, ctx), ctx);
}

/** The steps that were asked for, and what of ours they build on in the resource that holds them and is not as asked: an
 * integration that answers with a status which its method does not declare would store records and answer 500. */
export function withBase(asked: readonly AnyStep[], steps: readonly AnyStep[], ctx: Context): readonly AnyStep[] {
  // What is only copied is copied as it is: who changed it by hand may want just that.
  const made = (asked as readonly Step[]).filter(({ freezes }) => freezes !== true);
  const holders = new Set(made.flatMap(({ within }) => within ?? []));
  const base = (beneath(made as readonly AnyStep[], steps) as readonly Step[]).filter((step) => {
    const found = ctx.known.get(step.name);
    const held = holders.has(step.name) || (step.within !== undefined && holders.has(step.within));
    return held && found?.ours === true && isWanted(step, ctx) && compare(step, found, ctx).length > 0;
  });
  return [...(base as readonly AnyStep[]), ...asked];
}

function isWanted(step: Step, ctx: Context): boolean {
  return step.wanted === undefined || step.wanted(ctx) === true;
}

/** All that these steps build on, but not they themselves. */
export function beneath(asked: readonly AnyStep[], steps: readonly AnyStep[]): readonly AnyStep[] {
  const wanted = new Set(asked.flatMap((step) => before(step as Step, steps)));
  return steps.filter((step) => wanted.has(step) && !asked.includes(step));
}

/** Finds what is there of these steps, in order, and remembers it for the steps that build on it. */
export async function locate(steps: readonly AnyStep[], ctx: Context): Promise<void> {
  await inOrder(
    steps,
    (step) => step.after,
    async (step) => void (await look(step, ctx)),
  );
}

/** All that `step` builds on, in order. */
export function before(step: Step, steps: readonly AnyStep[]): readonly AnyStep[] {
  const wanted = new Set<StepName>();
  const visit = (names: readonly StepName[]): void => {
    for (const name of names) {
      wanted.add(name);
      visit(steps.find((one) => one.name === name)?.after ?? []);
    }
  };
  visit(step.after);
  return steps.filter((one) => wanted.has(one.name));
}

/** What is there of each step and where it differs from what was asked; changes nothing. */
export async function inspect(
  steps: readonly AnyStep[],
  ctx: Context,
): Promise<ReadonlyMap<StepName, { readonly found: Found[StepName] | undefined; readonly drift: readonly Drift[] }>> {
  const seen = new Map<StepName, { found: Found[StepName] | undefined; drift: readonly Drift[] }>();
  await inOrder(
    steps,
    (step) => step.after,
    async (step) => {
      const found = await look(step, ctx);
      const judge = step as Step;
      seen.set(step.name, {
        found,
        drift: found !== undefined && isWanted(judge, ctx) ? compare(judge, found, ctx) : [],
      });
    },
  );
  return seen;
}

/** Where a step is not as asked; nothing, where what it is compared with is not there. */
function compare(step: Step, found: Found[StepName], ctx: Context): readonly Drift[] {
  try {
    return step.verify(found, ctx);
  } catch (error) {
    if (error instanceof MissingStepError) return [];
    throw error;
  }
}

/** Finds one step, unless what holds it or what it is made of is not there. */
async function look(step: AnyStep, ctx: Context): Promise<Found[StepName] | undefined> {
  if (step.within !== undefined && ctx.known.get(step.within) === undefined) return undefined;
  const found = await inStep(step as Step, ctx, () => (step as Step).find(ctx));
  if (found === undefined) ctx.known.delete(step.name);
  else ctx.known.set(step.name, found as never);
  return found;
}

/** The same in the order of the list: what runs side by side ends in any order. */
export function listed(steps: readonly AnyStep[], results: Results): Results {
  return new Map(steps.flatMap(({ name }) => (results.has(name) ? [[name, results.get(name)!] as const] : [])));
}
