import type { Context } from "../context.ts";
import { CliError, GO_ON, type Drift } from "../errors.ts";
import { describeDrift, type Outcome } from "../events.ts";
import { inStep } from "./failed-step.ts";
import type { Found } from "../step/found.ts";
import type { Step, Veto } from "../step/step.ts";
import { refusalToChange, refusalToCreate, whoseItIs, whyKept } from "./veto.ts";

/** What became of a step. */
export interface Converged<F extends Found = Found> {
  readonly outcome: Outcome;
  /** undefined when nothing is there. */
  readonly found: F | undefined;
  /** Why it was kept, or what was repaired. */
  readonly detail?: string | undefined;
  /** Of what was kept: with these it goes all the same. */
  readonly needs?: Veto["needs"];
}

/** What is there of a step, and why it stays. */
export interface Seen<F extends Found = Found> {
  readonly found: F | undefined;
  readonly spared: Veto | undefined;
}

/** Brings one step to what was asked: creates, repairs or leaves it. The only code that decides this.
 * `create` makes the shell and `mend` the rest, so that a crash in between is drift and heals.
 * `fresh`: the resource that holds it was made in this run, so there is nothing to look for.
 * `stale`: this run has changed what it copies. */
export async function converge<F extends Found>(
  step: Step<string, F>,
  ctx: Context,
  { fresh = false, stale = false }: { fresh?: boolean; stale?: boolean } = {},
): Promise<Converged<F> & { readonly found: F }> {
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
    const found = await keep(step, await change(step, there, drift, ctx), ctx);
    return mine === undefined ? { outcome: "repaired", found, detail: describeDrift(drift) } : { ...made, found };
  });
}

/** Finds what another run has made at the same moment. */
async function anothers<F extends Found>(step: Step<string, F>, ctx: Context): Promise<F> {
  const title = step.title(ctx);
  const text = `${title}: another run made one at the same time, and that one is used.`;
  ctx.report.event({ type: "note", text });
  const found = await step.find(ctx);
  if (found !== undefined) return found;
  throw new CliError(`${title}: another run made one at the same time, and it is gone.`, { hint: GO_ON });
}

/** Takes one step away, if it is ours. `seen` is the result of an earlier look. */
export async function dismantle<F extends Found>(
  step: Step<string, F>,
  ctx: Context,
  seen?: Seen<F>,
): Promise<Converged<F>> {
  return narrate(step, ctx, async () => {
    const existing = seen === undefined ? await step.find(ctx) : seen.found;
    if (existing === undefined) {
      await drop(step, ctx);
      return { outcome: "absent", found: undefined };
    }
    const spared = seen === undefined ? await whyKept(step, existing, ctx) : seen.spared;
    if (spared !== undefined) return { outcome: "kept", found: existing, detail: spared.why, needs: spared.needs };
    const why = await step.remove(existing, ctx);
    if (typeof why === "string") {
      const { needs = [] } = (await whyKept(step, existing, ctx)) ?? {};
      return { outcome: "kept", found: existing, detail: why, needs };
    }
    await drop(step, ctx);
    return { outcome: "removed", found: undefined };
  });
}

/** Where a step is not as asked. `stale`: what it copies changes. */
export function driftOf<F extends Found>(
  step: Step<string, F>,
  found: F,
  ctx: Context,
  stale: boolean,
): readonly Drift[] {
  const drift = step.drift(found, ctx);
  if (drift.length > 0 || !stale || step.freezes === undefined) return drift;
  return [{ field: step.freezes, wanted: "what is configured now", actual: "an earlier configuration" }];
}

/** Says of what is not ours that `down` will leave it. */
function unchanged(found: Found) {
  return { outcome: "unchanged", detail: found.ours ? undefined : whoseItIs(found) } as const;
}

async function make<F extends Found>(step: Step<string, F>, ctx: Context, fresh: boolean): Promise<F | undefined> {
  const refused = await refusalToCreate(step, ctx);
  if (refused !== undefined) throw refused;
  return step.create(ctx, fresh);
}

async function change<F extends Found>(
  step: Step<string, F>,
  found: F,
  drift: readonly Drift[],
  ctx: Context,
): Promise<F> {
  const refused = await refusalToChange(step, found, drift, ctx);
  if (refused !== undefined) throw refused;
  return step.mend(found, drift, ctx);
}

async function keep<F extends Found>(step: Step<string, F>, found: F, ctx: Context): Promise<F> {
  ctx.known.set(step.name, found);
  // A later run does not manage a part of an API that is not ours.
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
