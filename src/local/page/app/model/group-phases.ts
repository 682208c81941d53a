import type { Phase } from "../../api.ts";

/** The phases that were reached, those in a row that the API does not ask for together; and those that were not reached. */
export function groupPhases(phases: readonly Phase[]): {
  readonly reached: readonly (readonly [Phase, ...Phase[]])[];
  readonly others: readonly Phase[];
} {
  const reached: [Phase, ...Phase[]][] = [];
  for (const phase of phases.filter(({ outcome }) => outcome !== "skipped")) {
    const last = reached.at(-1);
    if (phase.outcome === "none" && last?.[0].outcome === "none") last.push(phase);
    else reached.push([phase]);
  }
  return { reached, others: phases.filter(({ outcome }) => outcome === "skipped") };
}
