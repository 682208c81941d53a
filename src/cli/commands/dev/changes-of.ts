import type { Outcome, Reporter } from "../../../engine/events.ts";

/** What a run changed, and a reporter that hears it and is silent. */
export interface Changes {
  /** such as "Method POST / changed (api-key: false → true)". */
  readonly changes: readonly string[];
  readonly warnings: readonly string[];
  readonly listener: Reporter;
}

const words: Readonly<Partial<Record<Outcome, string>>> = {
  created: "created",
  repaired: "changed",
  removed: "removed",
};

/** Listens from now on. */
export function changesOf(): Changes {
  const [changes, warnings] = [[] as string[], [] as string[]];
  return {
    changes,
    warnings,
    listener: {
      event(event) {
        if (event.type === "warning") warnings.push(event.text);
        if (event.type !== "step.done") return;
        const word = words[event.outcome];
        if (word !== undefined && event.step !== "deployment") changes.push(`${event.title} ${word}`);
      },
      result: () => undefined,
      item: () => Promise.resolve(),
      close: () => undefined,
    },
  };
}
