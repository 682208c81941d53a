import type { State } from "../engine/context.ts";

/** An id that the state file keeps of another step, by their names: what that step is built on cannot import it. */
export function idIn(state: Pick<State, "get">, step: string, id: string): string | undefined {
  const ids = new Map<string, unknown>(Object.entries(state.get(step) ?? {}));
  const value = ids.get(id);
  return typeof value === "string" ? value : undefined;
}
