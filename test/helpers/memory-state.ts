import type { State } from "../../src/engine/context.ts";
import type { Ids } from "../../src/engine/found.ts";

/** A state that lives in `ids`, which tests may look at. */
export interface MemoryState extends State {
  readonly ids: Partial<Ids>;
}

export function memoryState(start: Partial<Ids> = {}): MemoryState {
  const ids: { -readonly [K in keyof Ids]?: Ids[K] } = { ...start };
  return {
    ids,
    get: (step) => ids[step],
    async record(step, value) {
      ids[step] = value;
    },
    async forget(step) {
      delete ids[step];
    },
  };
}
