import type { Context } from "../context.ts";
import type { Converged, Seen } from "./converge.ts";
import { inStep } from "./failed-step.ts";
import { inOrder } from "./in-order.ts";
import { leftoversOf, removeLeftovers, type Leftover } from "./leftovers.ts";
import type { Found } from "../step/found.ts";
import { announce, before, listed, locate, takeAway, type Results } from "./up.ts";
import type { Step } from "../step/step.ts";
import { whyKept } from "./veto.ts";

/** What became of the steps, and of what carries our tag and belongs to none. */
export interface Downed {
  readonly results: Results;
  readonly strays: readonly Leftover[];
}

/** Removes what is ours, in reverse order; parts of a resource go with it. `keep` stays though it could go, and
 * `strays` is what may be lost with leftovers: to agree to lose the records of the stream is not to agree for another one. */
export async function down(
  steps: readonly Step[],
  ctx: Context,
  { keep = new Set(), strays = ctx.consent }: { keep?: ReadonlySet<string>; strays?: ReadonlySet<string> } = {},
): Promise<Downed> {
  const results = new Map<string, Converged>();
  await locate(steps, ctx);
  const { inside, nowhere, apart } = downOrder(steps, ctx);
  announce(
    apart.filter((step) => ctx.known.get(step.name)?.ours === true),
    ctx,
  );
  const waitsFor = (step: Step): readonly string[] =>
    apart.filter((other) => other !== step && buildsOn(other, step, inside, steps)).map((other) => other.name);
  // Decided for all before anything goes.
  const seen = await lookAt(
    apart.filter(({ name }) => !keep.has(name)),
    ctx,
  );
  const others = await leftoversOf(apart, { ...ctx, consent: strays });
  const work = inOrder(apart, waitsFor, async (step) => {
    ctx.signal.throwIfAborted();
    if (keep.has(step.name)) results.set(step.name, spare(step, ctx.known.get(step.name), ctx));
    else results.set(step.name, await takeAway(step, seen.get(step.name)!, ctx));
  });
  const [, gone] = await Promise.all([work, removeLeftovers(others, ctx)]);
  for (const step of nowhere) {
    await ctx.state.forget(step.name);
    results.set(step.name, { outcome: "absent", found: undefined });
  }
  for (const step of inside) results.set(step.name, await follow(step, results, ctx));
  return { results: listed(steps, results), strays: gone };
}

/** How `down` takes the steps: what goes with the resource that holds it, what has none to be in, and the rest. */
export function downOrder(steps: readonly Step[], ctx: Context) {
  const parent = (step: Step) => (step.within === undefined ? undefined : ctx.known.get(step.within));
  const inside = steps.filter((step) => parent(step)?.ours === true);
  const nowhere = steps.filter((step) => step.within !== undefined && parent(step) === undefined);
  const apart = steps.filter((step) => !inside.includes(step) && !nowhere.includes(step));
  return { inside, nowhere, apart };
}

/** What became of a step by what became of the resource that holds it. */
async function follow(step: Step, results: Results, ctx: Context): Promise<Converged> {
  const found = ctx.known.get(step);
  const holder = step.within === undefined ? undefined : results.get(step.within);
  if (holder?.outcome === "kept" && found !== undefined) return { outcome: "kept", found, detail: holder.detail };
  ctx.known.delete(step.name);
  await ctx.state.forget(step.name);
  return { outcome: found === undefined ? "absent" : "removed", found: undefined };
}

/** What in the account carries our tag, belongs to no step, and does not go with what holds it. */
export function leftoversApart(steps: readonly Step[], ctx: Context): Promise<readonly Leftover[]> {
  return leftoversOf(downOrder(steps, ctx).apart, ctx);
}

/** What is there of steps that were located, and why it stays. */
async function lookAt(steps: readonly Step[], ctx: Context): Promise<ReadonlyMap<string, Seen>> {
  const looks = steps.map(async (step) => {
    const found = ctx.known.get(step);
    const spared = found && (await inStep(step, ctx, () => whyKept(step, found, ctx)));
    return [step.name, { found, spared }] as const;
  });
  return new Map(await Promise.all(looks));
}

function spare(step: Step, found: Found | undefined, ctx: Context): Converged {
  const title = step.title(ctx);
  const outcome = found === undefined ? "absent" : "kept";
  const detail = found && "as asked";
  ctx.report.event({ type: "step.done", step: step.name, title, outcome, detail });
  return { outcome, found, detail };
}

/** Does `step`, or something that goes with it, build on `other`? */
function buildsOn(step: Step, other: Step, inside: readonly Step[], steps: readonly Step[]): boolean {
  const parts = [step, ...inside.filter((one) => one.within === step.name)];
  return parts.some((part) => before(part, steps).includes(other));
}
