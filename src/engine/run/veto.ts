import type { Context } from "../context.ts";
import { DriftError, type Drift } from "../errors.ts";
import { describeDrift } from "../events.ts";
import type { Found } from "../step/found.ts";
import type { Step, Veto } from "../step/step.ts";

/** Why a step cannot be created; undefined when it can. */
export async function refusalToCreate(step: Step, ctx: Context): Promise<DriftError | undefined> {
  const missing = (field: string): readonly Drift[] => [{ field, wanted: "there", actual: "missing" }];
  const holder = step.within === undefined ? undefined : ctx.known.get(step.within);
  // To make something in a resource that is not ours would be to change that resource.
  if (holder !== undefined && !holder.ours && holder.adopted !== true)
    return new DriftError(
      `${step.title(ctx)} is missing, and the resource it belongs to was not made by kinesis-proxy.`,
      missing(step.noun),
      "Make it yourself, or choose another name with --name.",
    );
  const veto = await step.veto({ type: "create" }, undefined, ctx);
  return veto && new DriftError(veto.why, missing("existence"), veto.hint ?? "");
}

/** Why a step cannot be as asked, known before anything is made; undefined when nothing speaks against it. */
export async function refusalAtAll(step: Step, ctx: Context): Promise<DriftError | undefined> {
  const veto = await step.impossible?.(ctx);
  return veto && new DriftError(veto.why, [], veto.hint ?? "");
}

/** Why this drift is not mended; undefined when it is. */
export async function refusalToChange<F extends Found>(
  step: Step<string, F>,
  found: F,
  drift: readonly Drift[],
  ctx: Context,
): Promise<DriftError | undefined> {
  const veto = await step.veto({ type: "change", drift }, found, ctx);
  if (veto !== undefined) return new DriftError(veto.why, drift, veto.hint ?? "");
  if (found.ours) return undefined;
  return new DriftError(
    `${step.title(ctx)} is not this proxy's and differs from what was asked (${describeDrift(drift)}).`,
    drift,
    "Change it yourself, ask for what is there, or choose another name with --name.",
  );
}

/** Why `down` leaves it; undefined when it goes. */
export async function whyKept<F extends Found>(
  step: Step<string, F>,
  found: F,
  ctx: Context,
): Promise<Veto | undefined> {
  if (!found.ours) return { why: whoseItIs(found), needs: [] };
  if (found.imported === true && !ctx.consent.has("imported"))
    return { why: "taken over by import", needs: ["imported"] };
  return step.veto({ type: "remove" }, found, ctx);
}

/** Why what is not ours is left. */
export function whoseItIs({ shared, owner }: Found): string {
  return shared ?? (owner === undefined ? "not made by kinesis-proxy" : `made for the proxy ${owner}`);
}

/** Is it left by intention: because it was asked for, is not ours, or was taken over by `import`? `needs` is of its veto. */
export function meantToStay(found: { readonly ours: boolean } | undefined, needs: Veto["needs"] | undefined): boolean {
  return needs === undefined || found?.ours !== true || needs.includes("imported");
}
