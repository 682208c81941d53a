import type { Known } from "./context.ts";
import type { Found, StepRef } from "./step/found.ts";

/** An empty `Known`. */
export function knownNothing(): Known {
  const found = new Map<string, Found>();
  return {
    // What is kept under a step's name is what that step has found.
    get: ((step: string | StepRef) => found.get(nameOf(step))) as Known["get"],
    set: (step, value) => void found.set(step, value),
    delete: (step) => void found.delete(step),
  };
}

/** The name of a step that is given by itself or by its name. */
export function nameOf(step: string | StepRef): string {
  return typeof step === "string" ? step : step.name;
}
