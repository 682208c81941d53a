import type { Context } from "../context.ts";
import { driftOf } from "./converge.ts";
import { downOrder } from "./down.ts";
import { MissingStepError, type Drift, type DriftError } from "../errors.ts";
import { inStep } from "./failed-step.ts";
import { inOrder } from "./in-order.ts";
import type { Found } from "../step/found.ts";
import { beneath, locate, outdated, withBase } from "./up.ts";
import type { Step, Veto } from "../step/step.ts";
import { refusalAtAll, refusalToChange, refusalToCreate, whyKept } from "./veto.ts";

/** What would become of a step. */
export type Intent = "create" | "repair" | "unchanged" | "remove" | "keep" | "absent";

export interface Planned {
  readonly outcome: Intent;
  readonly found: Found | undefined;
  readonly drift: readonly Drift[];
  /** Why it is kept, or what goes when it is made. */
  readonly detail?: string | undefined;
  /** The same for `down`, in its parts. */
  readonly spared?: Veto;
  /** Why the run would stop here. */
  readonly refusal?: DriftError | undefined;
}

export type Plan = ReadonlyMap<string, Planned>;

/** What `up` of these steps would do, the others taken as they are. Reads AWS and changes nothing. */
export async function plan(asked: readonly Step[], steps: readonly Step[], ctx: Context): Promise<Plan> {
  await locate(beneath(asked, steps), ctx);
  const all = withBase(asked, steps, ctx);
  const planned = new Map<string, Planned>();
  await inOrder(
    all,
    (step) => step.after,
    async (step) => {
      const work = () =>
        intend(step, { asked: all, steps }, ctx, planned).catch((error: unknown) => unknowable(error, planned));
      planned.set(step.name, await inStep(step, ctx, work));
    },
  );
  return inSteps(all, planned);
}

/** Of what builds on something that cannot be made, nothing is said. */
function unknowable(error: unknown, planned: Plan): Planned {
  const blocked = [...planned.values()].some(({ refusal, found }) => refusal !== undefined && found === undefined);
  if (blocked && error instanceof MissingStepError) return { outcome: "absent", found: undefined, drift: [] };
  throw error;
}

async function intend(
  step: Step,
  { asked, steps }: { readonly asked: readonly Step[]; readonly steps: readonly Step[] },
  ctx: Context,
  planned: Plan,
): Promise<Planned> {
  const wanted = step.asked(ctx);
  if (wanted === undefined) return { outcome: "absent", found: undefined, drift: [] };
  const fresh = step.within !== undefined && planned.get(step.within)?.outcome === "create";
  const found = fresh ? undefined : await step.find(ctx);
  if (!wanted) return leave(step, found, ctx);
  const impossible = await refusalAtAll(step, ctx);
  if (impossible !== undefined) return { outcome: "keep", found, drift: [], refusal: impossible };
  if (found === undefined) {
    refuseWithout(step, steps, ctx, planned);
    return make(step, ctx);
  }
  ctx.known.set(step.name, found);
  const drift = driftOf(step, found, ctx, outdated(step, asked, planned));
  if (drift.length === 0) return { outcome: "unchanged", found, drift };
  const refusal = await refusalToChange(step, found, drift, ctx);
  return { outcome: refusal === undefined ? "repair" : "keep", found, drift, refusal };
}

/** Throws, as the run would, when a step that this one builds on neither exists nor is planned. */
function refuseWithout(step: Step, steps: readonly Step[], ctx: Context, planned: Plan): void {
  const needed = steps.filter(
    ({ name, optional, within }) =>
      step.after.includes(name) && optional !== true && (step.freezes === undefined || within === step.within),
  );
  for (const { name, noun, command } of needed)
    if (ctx.known.get(name) === undefined && planned.get(name)?.outcome !== "create")
      throw new MissingStepError(noun, command);
}

async function make(step: Step, ctx: Context): Promise<Planned> {
  const refusal = await refusalToCreate(step, ctx);
  if (refusal !== undefined) return { outcome: "keep", found: undefined, drift: refusal.drift, refusal };
  const foreseen = await step.foresee?.(ctx);
  if (foreseen !== undefined) ctx.known.set(step.name, foreseen);
  const old = step.replaces?.(ctx);
  return { outcome: "create", found: undefined, drift: [], detail: old && `instead of ${old}` };
}

async function leave(step: Step, found: Found | undefined, ctx: Context): Promise<Planned> {
  if (found === undefined) return { outcome: "absent", found, drift: [] };
  const spared = await whyKept(step, found, ctx);
  if (spared === undefined) return { outcome: "remove", found, drift: [] };
  return { outcome: "keep", found, drift: [], detail: spared.why, spared };
}

/** What `down` would do. Reads AWS and changes nothing. */
export async function planDown(
  steps: readonly Step[],
  ctx: Context,
  keep: ReadonlySet<string> = new Set(),
): Promise<Plan> {
  await locate(steps, ctx);
  const { inside, nowhere } = downOrder(steps, ctx);
  const planned = new Map<string, Planned>();
  for (const step of steps) {
    const found = nowhere.includes(step) ? undefined : ctx.known.get(step.name);
    if (keep.has(step.name) && found !== undefined)
      planned.set(step.name, { outcome: "keep", found, drift: [], detail: "as asked" });
    else if (inside.includes(step)) planned.set(step.name, alike(planned.get(step.within!)!, found));
    else planned.set(step.name, await leave(step, found, ctx));
  }
  return inSteps(steps, planned);
}

/** Parts of a resource go or stay with it. */
function alike({ outcome, detail }: Planned, found: Found | undefined): Planned {
  return found === undefined ? { outcome: "absent", found, drift: [] } : { outcome, found, drift: [], detail };
}

function inSteps(steps: readonly Step[], planned: Plan): Plan {
  return new Map(steps.map(({ name }) => [name, planned.get(name)!]));
}
