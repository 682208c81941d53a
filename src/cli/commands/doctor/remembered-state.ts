import type { State } from "../../../engine/context.ts";
import { nameOf } from "../../../engine/known.ts";
import type { StepRef } from "../../../engine/step/found.ts";
import type { StateDocument } from "../../../state/state-document.ts";

/** What a state file remembers, for one who only looks. */
export function rememberedState(document: StateDocument | undefined): State {
  const nothing = (): Promise<void> => Promise.resolve();
  return {
    // They were checked when the file was read.
    get: ((step: string | StepRef) => document?.steps[nameOf(step)]) as State["get"],
    record: nothing,
    forget: nothing,
  };
}
