import type { State } from "../../src/engine/context.ts";
import { nameOf } from "../../src/engine/known.ts";
import type { StepIds } from "../../src/steps/index.ts";
import type { StepRef } from "../../src/engine/step/found.ts";

/** A state that lives in `ids`, which tests may look at. */
export interface MemoryState extends State {
  readonly ids: Partial<StepIds>;
}

export function memoryState(start: Readonly<Record<string, object>> = {}): MemoryState {
  const ids: Record<string, object> = { ...start };
  return {
    ids,
    get: ((step: string | StepRef) => ids[nameOf(step)]) as State["get"],
    async record(step, value) {
      ids[step] = value;
    },
    async forget(step) {
      delete ids[step];
    },
  };
}
