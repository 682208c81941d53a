import type { Context } from "./context.ts";
import { converge, dismantle, type Converged } from "./converge.ts";
import { MissingStepError, type Drift } from "./errors.ts";
import type { Found, StepName } from "./found.ts";
import type { AnyStep, Step } from "./step.ts";

export type Results = ReadonlyMap<StepName, Converged>;

/** Brings every step to what was asked, those that do not depend on each other at the same time. */
export async function up(steps: readonly AnyStep[], ctx: Context): Promise<Results> {
  const results = new Map<StepName, Converged>();
  await inOrder(
    steps,
    (step) => step.after,
    async (step) => {
      ctx.signal.throwIfAborted();
      results.set(step.name, await one(step, ctx, results));
    },
  );
  return listed(steps, results);
}

async function one(step: Step, ctx: Context, results: Results): Promise<Converged> {
  const wanted = step.wanted === undefined ? true : step.wanted(ctx);
  if (wanted === undefined) return { outcome: "absent", found: undefined };
  const fresh = step.within !== undefined && results.get(step.within)?.outcome === "created";
  if (wanted) return converge(step, ctx, { fresh });
  return fresh ? { outcome: "absent", found: undefined } : takeAway(step, ctx);
}

/** Dismantles a step; of one that was not asked for and is not there, nothing is said. */
async function takeAway(step: Step, ctx: Context): Promise<Converged> {
  const expected = step.wanted === undefined || step.wanted(ctx) === true;
  if (!expected && (await step.find(ctx)) === undefined) return { outcome: "absent", found: undefined };
  return dismantle(step, ctx);
}

/** Runs one step's command: what it builds on is looked up, not changed; a missing one is named. */
export async function alone<K extends StepName>(
  step: Step<K>,
  steps: readonly AnyStep[],
  ctx: Context,
): Promise<Converged<K>> {
  await locate(before(step, steps), ctx);
  const wanted = step.wanted?.(ctx);
  return wanted === false ? dismantle(step, ctx) : converge(step, ctx);
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

/** Takes away what is ours, in reverse; what lies within another resource goes with it. */
export async function down(
  steps: readonly AnyStep[],
  ctx: Context,
  keep: ReadonlySet<StepName> = new Set(),
): Promise<Results> {
  const results = new Map<StepName, Converged>();
  await locate(
    steps.filter((step) => step.within !== undefined || holds(step, steps)),
    ctx,
  );
  const parent = (step: AnyStep) => (step.within === undefined ? undefined : ctx.known.get(step.within));
  const inside = steps.filter((step) => parent(step)?.ours === true);
  const nowhere = steps.filter((step) => step.within !== undefined && parent(step) === undefined);
  const apart = steps.filter((step) => !inside.includes(step) && !nowhere.includes(step));
  const waitsFor = (step: AnyStep): readonly StepName[] =>
    apart.filter((other) => other !== step && buildsOn(other, step, inside, steps)).map((other) => other.name);
  await inOrder(apart, waitsFor, async (step) => {
    ctx.signal.throwIfAborted();
    results.set(step.name, keep.has(step.name) ? await spare(step, ctx) : await takeAway(step as Step, ctx));
  });
  for (const step of nowhere) {
    await ctx.state.forget(step.name);
    results.set(step.name, { outcome: "absent", found: undefined });
  }
  for (const step of inside) {
    const there = ctx.known.get(step.name) !== undefined;
    ctx.known.delete(step.name);
    await ctx.state.forget(step.name);
    results.set(step.name, { outcome: there ? "removed" : "absent", found: undefined });
  }
  return listed(steps, results);
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
      const asked = judge.wanted === undefined || judge.wanted(ctx) === true;
      seen.set(step.name, { found, drift: found !== undefined && asked ? compare(judge, found, ctx) : [] });
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
  const found = await step.find(ctx);
  if (found !== undefined) ctx.known.set(step.name, found as never);
  return found;
}

async function spare(step: AnyStep, ctx: Context): Promise<Converged> {
  const found = await step.find(ctx);
  const title = step.title(ctx);
  const outcome = found === undefined ? "absent" : "kept";
  ctx.report.event({ type: "step.done", step: step.name, title, outcome, detail: found && "as asked" });
  return { outcome, found };
}

/** The same in the order of the list: what runs side by side ends in any order. */
function listed(steps: readonly AnyStep[], results: Results): Results {
  return new Map(steps.flatMap(({ name }) => (results.has(name) ? [[name, results.get(name)!] as const] : [])));
}

function holds(step: AnyStep, steps: readonly AnyStep[]): boolean {
  return steps.some((other) => other.within === step.name);
}

/** Does `step`, or something that goes with it, build on `other`? */
function buildsOn(step: AnyStep, other: AnyStep, inside: readonly AnyStep[], steps: readonly AnyStep[]): boolean {
  const parts = [step, ...inside.filter((one) => one.within === step.name)];
  return parts.some((part) => before(part as Step, steps).includes(other));
}

/** Starts each step once all it waits for has ended well; on a failure lets what runs come to its end, then throws the first error. */
async function inOrder(
  steps: readonly AnyStep[],
  waitsFor: (step: AnyStep) => readonly StepName[],
  work: (step: AnyStep) => Promise<void>,
): Promise<void> {
  const running = new Map<StepName, Promise<void>>();
  const start = (step: AnyStep): Promise<void> => {
    const already = running.get(step.name);
    if (already !== undefined) return already;
    const others = steps.filter((other) => waitsFor(step).includes(other.name));
    const promise = Promise.all(others.map(start)).then(() => work(step));
    running.set(step.name, promise);
    return promise;
  };
  const ends = await Promise.allSettled(steps.map(start));
  const failed = ends.find((end) => end.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}
