import type { Known } from "./context.ts";
import type { Found, StepName } from "./found.ts";

/** An empty `Known`. */
export function knownNothing(): Known {
  const found = new Map<StepName, unknown>();
  return {
    get: <K extends StepName>(step: K) => found.get(step) as Found[K] | undefined,
    set: (step, value) => void found.set(step, value),
    delete: (step) => void found.delete(step),
  };
}
