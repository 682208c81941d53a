import type { Context } from "../context.ts";
import { converge, dismantle, type Converged, type Seen } from "./converge.ts";
import { MissingStepError, type Drift, type DriftError } from "../errors.ts";
import { inStep } from "./failed-step.ts";
import { inOrder } from "./in-order.ts";
import { removeLeftovers, unusedOf } from "./leftovers.ts";
import type { Found } from "../step/found.ts";
import type { Step } from "../step/step.ts";
import { refusalAtAll, refusalToChange, whyKept } from "./veto.ts";

/** What became of each step, by its name. */
export type Results = ReadonlyMap<string, Converged>;

/** Brings every step to what was asked, those that do not depend on each other at the same time. At the end goes what is ours and
 * unused. */
export async function up(steps: readonly Step[], ctx: Context): Promise<Results> {
  const results = new Map<string, Converged>();
  announce(
    steps.filter((step) => step.asked(ctx) === true),
    ctx,
  );
  await refuseFirst(steps, ctx);
  await inOrder(steps, upOrder(steps, ctx), async (step) => {
    ctx.signal.throwIfAborted();
    results.set(step.name, await one(step, steps, ctx, results));
  });
  const unused = await unusedOf(steps, ctx, {
    made: (name) => results.get(name)?.outcome === "created",
    kept: (name) => (results.get(name)?.outcome === "kept" ? results.get(name)?.found : undefined),
  });
  await removeLeftovers(unused, ctx);
  return listed(steps, results);
}

/** Refuses what cannot be as asked while nothing is made yet. */
async function refuseFirst(steps: readonly Step[], ctx: Context): Promise<void> {
  const wanted = steps.filter((step) => step.asked(ctx) === true);
  const refusals = await Promise.all(
    wanted.map((step) => inStep(step, ctx, async () => (await refusalAtAll(step, ctx)) ?? rehearsed(step, ctx))),
  );
  const first = refusals.find((one) => one !== undefined);
  if (first !== undefined) throw first;
}

/** Asks whether a step may be made; gives why it cannot be changed, where it is another's. */
async function rehearsed(step: Step, ctx: Context): Promise<DriftError | undefined> {
  if (step.rehearse === undefined) return undefined;
  const found = await step.find(ctx);
  if (found === undefined) {
    if (ctx.state.get(step.name) === undefined) await step.rehearse(ctx);
    return undefined;
  }
  const drift = found.ours ? [] : step.drift(found, ctx);
  return drift.length === 0 ? undefined : refusalToChange(step, found, drift, ctx);
}

/** What each step waits for: all that it builds on, and what comes before everything else. */
function upOrder(steps: readonly Step[], ctx: Context): (step: Step) => readonly string[] {
  const names = (some: readonly Step[]): readonly string[] => some.map(({ name }) => name);
  const foremost = names(steps.filter((step) => step.foremost === true && step.asked(ctx) === true));
  const going = names(steps.filter((step) => step.lingers === true && step.asked(ctx) === false));
  return ({ name, after }) => {
    if (foremost.includes(name)) return after;
    const builders = going.includes(name) ? names(steps.filter((other) => other.after.includes(name))) : [];
    return [...after.filter((one) => !going.includes(one)), ...builders, ...foremost];
  };
}

/** Says what this run is going to do. */
export function announce(steps: readonly Step[], ctx: Context): void {
  const each = steps.map((step) => ({ name: step.name, title: step.title(ctx) }));
  ctx.report.event({ type: "steps", steps: each });
}

async function one(step: Step, steps: readonly Step[], ctx: Context, results: Results): Promise<Converged> {
  const asked = step.asked(ctx);
  if (asked === undefined) return { outcome: "absent", found: undefined };
  const fresh = step.within !== undefined && results.get(step.within)?.outcome === "created";
  if (asked) return converge(step, ctx, { fresh, stale: outdated(step, steps, results) });
  if (fresh) return { outcome: "absent", found: undefined };
  const found = await step.find(ctx);
  return takeAway(step, { found, spared: found && (await whyKept(step, found, ctx)) }, ctx);
}

const changed: ReadonlySet<string> = new Set(["created", "repaired", "removed", "create", "repair", "remove"]);

/** Is this a copy of something that was changed, or will be? */
export function outdated(
  step: Step,
  steps: readonly Step[],
  results: ReadonlyMap<string, { readonly outcome: string }>,
): boolean {
  if (step.freezes === undefined) return false;
  const beside = before(step, steps).filter((one) => one.within === step.within);
  return beside.some(({ name }) => changed.has(results.get(name)?.outcome ?? ""));
}

/** Dismantles a step; of one that was not asked for and is not there, nothing is said. */
export async function takeAway(step: Step, seen: Seen, ctx: Context): Promise<Converged> {
  if (step.asked(ctx) !== true && seen.found === undefined) return { outcome: "absent", found: undefined };
  return dismantle(step, ctx, seen);
}

/** Runs some steps by themselves: what they build on is looked up, and a missing one is named. */
export async function some(asked: readonly Step[], steps: readonly Step[], ctx: Context): Promise<Results> {
  await locate(beneath(asked, steps), ctx);
  return up(withBase(asked, steps, ctx), ctx);
}

/** The steps that were asked for, and what of ours they build on in the resource that holds them and is not as asked: an
 * integration that answers with a status which its method does not declare would store records and answer 500. */
export function withBase(asked: readonly Step[], steps: readonly Step[], ctx: Context): readonly Step[] {
  // What is only copied is copied as it is, also beneath what stands on the copy: who changed it by hand may want just that.
  const made = asked.filter((step) => [step, ...before(step, steps)].every(({ freezes }) => freezes === undefined));
  const holders = new Set(made.flatMap(({ within }) => within ?? []));
  const base = beneath(made, steps).filter((step) => {
    const found = ctx.known.get(step);
    const held = holders.has(step.name) || (step.within !== undefined && holders.has(step.within));
    return held && found?.ours === true && step.asked(ctx) === true && compare(step, found, ctx).length > 0;
  });
  return [...base, ...asked];
}

/** All that these steps build on, but not they themselves. */
export function beneath(asked: readonly Step[], steps: readonly Step[]): readonly Step[] {
  const wanted = new Set(asked.flatMap((step) => before(step, steps)));
  return steps.filter((step) => wanted.has(step) && !asked.includes(step));
}

/** Finds what is there of these steps, in order, and remembers it for the steps that build on it. */
export async function locate(steps: readonly Step[], ctx: Context): Promise<void> {
  await inOrder(
    steps,
    (step) => step.after,
    async (step) => void (await look(step, ctx)),
  );
}

/** All that `step` builds on, in order. */
export function before(step: Step, steps: readonly Step[]): readonly Step[] {
  const wanted = new Set<string>();
  const visit = (names: readonly string[]): void => {
    for (const name of names) {
      wanted.add(name);
      visit(steps.find((one) => one.name === name)?.after ?? []);
    }
  };
  visit(step.after);
  return steps.filter((one) => wanted.has(one.name));
}

/** What is there of a step and where it is not as asked. */
export interface Inspected {
  readonly found: Found | undefined;
  readonly drift: readonly Drift[];
}

/** What is there of each step and where it differs from what was asked; changes nothing. */
export async function inspect(steps: readonly Step[], ctx: Context): Promise<ReadonlyMap<string, Inspected>> {
  const seen = new Map<string, Inspected>();
  await inOrder(
    steps,
    (step) => step.after,
    async (step) => {
      const found = await look(step, ctx);
      const drift = found !== undefined && step.asked(ctx) === true ? compare(step, found, ctx) : [];
      seen.set(step.name, { found, drift });
    },
  );
  return seen;
}

/** Where a step is not as asked; empty while a step that it builds on is missing. */
function compare(step: Step, found: Found, ctx: Context): readonly Drift[] {
  try {
    return step.drift(found, ctx);
  } catch (error) {
    if (error instanceof MissingStepError) return [];
    throw error;
  }
}

/** Finds one step, unless the resource that holds it is missing. */
async function look(step: Step, ctx: Context): Promise<Found | undefined> {
  if (step.within !== undefined && ctx.known.get(step.within) === undefined) return undefined;
  const found = await inStep(step, ctx, () => step.find(ctx));
  if (found === undefined) ctx.known.delete(step.name);
  else ctx.known.set(step.name, found);
  return found;
}

/** The same in the order of the list: what runs side by side ends in any order. */
export function listed(steps: readonly Step[], results: Results): Results {
  return new Map(steps.flatMap(({ name }) => (results.has(name) ? [[name, results.get(name)!] as const] : [])));
}
