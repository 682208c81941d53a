import type { Context } from "./context.ts";
import type { Found } from "./step/found.ts";
import type { Step } from "./step/step.ts";

type Optional = "asked" | "ours" | "veto" | "optional";

/** A step whose drift is told and mended by hand. */
export function plainStep<N extends string, F extends Found, C extends Context>(
  step: Omit<Step<N, F, C>, Optional> & Partial<Pick<Step<N, F, C>, Optional>>,
): Step<N, F, C> {
  return {
    optional: step.asked !== undefined,
    asked: () => true,
    ours: () => Promise.resolve([]),
    veto: () => undefined,
    ...step,
  };
}
