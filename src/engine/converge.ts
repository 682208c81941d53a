import type { Consent, Context } from "./context.ts";
import { CliError, DriftError, GO_ON, type Drift } from "./errors.ts";
import { describeDrift, type Outcome } from "./events.ts";
import { inStep } from "./failed-step.ts";
import type { Found, StepName } from "./found.ts";
import type { Spared, Step } from "./step.ts";

export interface Converged<K extends StepName = StepName> {
  readonly outcome: Outcome;
  /** undefined when nothing is there. */
  readonly found: Found[K] | undefined;
  /** Why it was kept, or what was repaired. */
  readonly detail?: string | undefined;
  /** Of what was kept: with these it goes all the same. */
  readonly needs?: readonly Consent[];
}

/** What is there of a step, and why it stays. */
export interface Seen<K extends StepName = StepName> {
  readonly found: Found[K] | undefined;
  readonly spared: Spared | undefined;
}

/** Brings one step to what was asked: creates, repairs or leaves it. The only code that decides this.
 * `create` makes the shell and `repair` the rest, so that a crash in between is drift and heals.
 * `fresh`: the resource that holds it was made in this run, so there is nothing to look for.
 * `stale`: what it is a copy of was changed in this run. */
export async function converge<K extends StepName>(
  step: Step<K>,
  ctx: Context,
  { fresh = false, stale = false }: { fresh?: boolean; stale?: boolean } = {},
): Promise<Converged<K> & { readonly found: Found[K] }> {
  return narrate(step, ctx, async () => {
    const existing = fresh ? undefined : await step.find(ctx);
    const old = existing === undefined ? step.replaces?.(ctx) : undefined;
    const mine = existing === undefined ? await make(step, ctx, fresh) : undefined;
    const there = existing ?? mine ?? (await anothers(step, ctx));
    const made = { outcome: "created", detail: old && `instead of ${old}` } as const;
    ctx.known.set(step.name, there);
    // What was made is written down at once; what was there, only when it is decided that this run may use it.
    if (mine !== undefined) await keep(step, there, ctx);
    const drift = driftOf(step, there, ctx, stale && mine === undefined);
    if (drift.length === 0) {
      await keep(step, there, ctx);
      return { ...(mine === undefined ? unchanged(there) : made), found: there };
    }
    const found = await keep(step, await repair(step, there, drift, ctx), ctx);
    return mine === undefined ? { outcome: "repaired", found, detail: describeDrift(drift) } : { ...made, found };
  });
}

/** What another run made at the same moment. */
async function anothers<K extends StepName>(step: Step<K>, ctx: Context): Promise<Found[K]> {
  const title = step.title(ctx);
  const text = `${title}: another run made one at the same time, and that one is used.`;
  ctx.report.event({ type: "note", text });
  const found = await step.find(ctx);
  if (found !== undefined) return found;
  throw new CliError(`${title}: another run made one at the same time, and it is gone.`, { hint: GO_ON });
}

/** Takes one step away, if it is ours. `seen` is what looks at it gave, where somebody has looked already. */
export async function dismantle<K extends StepName>(
  step: Step<K>,
  ctx: Context,
  seen?: Seen<K>,
): Promise<Converged<K>> {
  return narrate(step, ctx, async () => {
    const existing = seen === undefined ? await step.find(ctx) : seen.found;
    if (existing === undefined) {
      await drop(step, ctx);
      return { outcome: "absent", found: undefined };
    }
    const spared = seen === undefined ? await staysFor(step, existing, ctx) : seen.spared;
    if (spared !== undefined) return { outcome: "kept", found: existing, detail: spared.why, needs: spared.needs };
    await step.remove(existing, ctx);
    await drop(step, ctx);
    return { outcome: "removed", found: undefined };
  });
}

/** Why `down` leaves it; undefined when it goes. */
export async function staysFor<K extends StepName>(
  step: Step<K>,
  found: Found[K],
  ctx: Context,
): Promise<Spared | undefined> {
  if (!found.ours) return { why: "not made by kinesis-proxy", needs: [] };
  if (found.imported === true && !ctx.consent.has("imported"))
    return { why: "taken over by import", needs: ["imported"] };
  return step.spared?.(found, ctx);
}

/** Is it left by intention: because it was asked for, is not ours, or was taken over by `import`? `needs` is of its `Spared`. */
export function meantToStay(
  found: { readonly ours: boolean } | undefined,
  needs: Spared["needs"] | undefined,
): boolean {
  return needs === undefined || found?.ours !== true || needs.includes("imported");
}

/** Where a step is not as asked. `stale`: what it is a copy of changes. */
export function driftOf<K extends StepName>(
  step: Step<K>,
  found: Found[K],
  ctx: Context,
  stale: boolean,
): readonly Drift[] {
  const drift = step.verify(found, ctx);
  if (drift.length > 0 || !stale) return drift;
  return [{ field: step.noun, wanted: "what is configured now", actual: "an earlier configuration" }];
}

/** What is used without being ours is left by `down`: better known now. */
function unchanged({ ours }: { readonly ours: boolean }) {
  return { outcome: "unchanged", detail: ours ? undefined : "not made by kinesis-proxy" } as const;
}

async function make<K extends StepName>(step: Step<K>, ctx: Context, fresh: boolean): Promise<Found[K] | undefined> {
  const refused = refusalToMake(step, ctx);
  if (refused !== undefined) throw refused;
  return step.create(ctx, fresh);
}

/** To make something in a resource that is not ours would be to change that resource. */
export function refusalToMake(step: Step, ctx: Context): DriftError | undefined {
  const holder = step.within === undefined ? undefined : ctx.known.get(step.within);
  if (holder === undefined || holder.ours || holder.adopted === true) return step.refusesToMake?.(ctx);
  return new DriftError(
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
  const refused = refusalToRepair(step, found, drift, ctx);
  if (refused !== undefined) throw refused;
  return step.repair === undefined ? found : step.repair(found, drift, ctx);
}

/** Why this drift is not mended; undefined when it is. */
export function refusalToRepair<K extends StepName>(
  step: Step<K>,
  found: Found[K],
  drift: readonly Drift[],
  ctx: Context,
): DriftError | undefined {
  const refused = step.refuses?.(found, drift, ctx);
  if (refused !== undefined) return refused;
  const title = step.title(ctx);
  if (!found.ours)
    return new DriftError(
      `${title} is not this proxy's and differs from what was asked (${describeDrift(drift)}).`,
      drift,
      "Change it yourself, ask for what is there, or choose another name with --name.",
    );
  if (step.repair === undefined)
    return new DriftError(
      `${title} differs from what was asked and cannot be changed in place (${describeDrift(drift)}).`,
      drift,
      'Ask for what is there, or run "kinesis-proxy down" and then "kinesis-proxy up".',
    );
  return undefined;
}

async function keep<K extends StepName>(step: Step<K>, found: Found[K], ctx: Context): Promise<Found[K]> {
  ctx.known.set(step.name, found);
  // A part of somebody else's API is not the one that a later run has to look after.
  if (found.ours || step.within === undefined) await ctx.state.record(step.name, found.ids);
  return found;
}

async function drop(step: Step, ctx: Context): Promise<void> {
  ctx.known.delete(step.name);
  await ctx.state.forget(step.name);
}

async function narrate<T extends { readonly outcome: Outcome; readonly detail?: string | undefined }>(
  step: Pick<Step, "name" | "command" | "title">,
  ctx: Context,
  work: () => Promise<T>,
): Promise<T> {
  const title = step.title(ctx);
  ctx.report.event({ type: "step.start", step: step.name, title });
  try {
    const done = await inStep(step, ctx, work);
    ctx.report.event({ type: "step.done", step: step.name, title, outcome: done.outcome, detail: done.detail });
    return done;
  } catch (error) {
    // Ctrl-C ends a step; it has not failed.
    if (!ctx.signal.aborted) ctx.report.event({ type: "step.fail", step: step.name, title });
    throw error;
  }
}
