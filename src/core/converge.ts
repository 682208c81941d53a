import type { Context } from "./context.ts";
import { DriftError, type Drift } from "./errors.ts";
import { describeDrift, type Outcome } from "./events.ts";
import type { Found, StepName } from "./found.ts";
import type { Step } from "./step.ts";

export interface Converged<K extends StepName = StepName> {
  readonly outcome: Outcome;
  /** undefined when nothing is there. */
  readonly found: Found[K] | undefined;
}

/** Brings one step to what was asked: creates, repairs or leaves it. The only code that decides this.
 * `create` makes the shell and `repair` the rest, so that a crash in between is drift and heals.
 * `fresh`: the resource that holds it was made in this run, so there is nothing to look for. */
export async function converge<K extends StepName>(
  step: Step<K>,
  ctx: Context,
  { fresh = false }: { fresh?: boolean } = {},
): Promise<Converged<K> & { readonly found: Found[K] }> {
  return narrate(step, ctx, async () => {
    const existing = fresh ? undefined : await step.find(ctx);
    const there = existing ?? (await make(step, ctx));
    const outcome = existing === undefined ? "created" : "unchanged";
    await keep(step, there, ctx);
    const drift = step.verify(there, ctx);
    if (drift.length === 0) return { outcome, found: there };
    const found = await keep(step, await repair(step, there, drift, ctx), ctx);
    return existing === undefined ? { outcome, found } : { outcome: "repaired", found, detail: describeDrift(drift) };
  });
}

/** Takes one step away, if it is ours. */
export async function dismantle<K extends StepName>(step: Step<K>, ctx: Context): Promise<Converged<K>> {
  return narrate(step, ctx, async () => {
    const existing = await step.find(ctx);
    if (existing === undefined) {
      await drop(step, ctx);
      return { outcome: "absent", found: undefined };
    }
    if (!existing.ours) return { outcome: "kept", found: existing, detail: "not made by kinesis-proxy" };
    await step.remove(existing, ctx);
    await drop(step, ctx);
    return { outcome: "removed", found: undefined };
  });
}

/** To make something in a resource that is not ours would be to change that resource. */
async function make<K extends StepName>(step: Step<K>, ctx: Context): Promise<Found[K]> {
  const holder = step.within === undefined ? undefined : ctx.known.get(step.within);
  if (holder?.ours !== false) return step.create(ctx);
  throw new DriftError(
    `${step.title(ctx)} is missing, and what it belongs into was not made by kinesis-proxy.`,
    [{ field: step.noun, wanted: "there", actual: "missing" }],
    "Make it yourself, or choose another name with --name.",
  );
}

async function repair<K extends StepName>(
  step: Step<K>,
  found: Found[K],
  drift: readonly Drift[],
  ctx: Context,
): Promise<Found[K]> {
  const title = step.title(ctx);
  if (!found.ours)
    throw new DriftError(
      `${title} is not this proxy's and differs from what was asked (${describeDrift(drift)}).`,
      drift,
      "Change it yourself, ask for what is there, or choose another name with --name.",
    );
  if (step.repair === undefined)
    throw new DriftError(
      `${title} differs from what was asked and cannot be changed in place (${describeDrift(drift)}).`,
      drift,
      'Ask for what is there, or run "kinesis-proxy down" and then "kinesis-proxy up".',
    );
  return step.repair(found, drift, ctx);
}

async function keep<K extends StepName>(step: Step<K>, found: Found[K], ctx: Context): Promise<Found[K]> {
  ctx.known.set(step.name, found);
  await ctx.state.record(step.name, found.ids);
  return found;
}

async function drop(step: Step, ctx: Context): Promise<void> {
  ctx.known.delete(step.name);
  await ctx.state.forget(step.name);
}

async function narrate<T extends { readonly outcome: Outcome; readonly detail?: string }>(
  step: Pick<Step, "name" | "title">,
  ctx: Context,
  work: () => Promise<T>,
): Promise<T> {
  const title = step.title(ctx);
  ctx.report.event({ type: "step.start", step: step.name, title });
  try {
    const done = await work();
    ctx.report.event({ type: "step.done", step: step.name, title, outcome: done.outcome, detail: done.detail });
    return done;
  } catch (error) {
    ctx.report.event({ type: "step.fail", step: step.name, title });
    throw error;
  }
}
