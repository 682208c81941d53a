import type { StepName } from "./found.ts";
import type { AnyStep } from "./step.ts";

/** Starts each step once all it waits for has ended well; on a failure lets what runs come to its end, then throws the first error. */
export async function inOrder(
  steps: readonly AnyStep[],
  waitsFor: (step: AnyStep) => readonly StepName[],
  work: (step: AnyStep) => Promise<void>,
): Promise<void> {
  const running = new Map<StepName, Promise<void>>();
  const start = (step: AnyStep): Promise<void> => {
    const already = running.get(step.name);
    if (already !== undefined) return already;
    const others = steps.filter((other) => waitsFor(step).includes(other.name));
    const promise = Promise.all(others.map(start)).then(() => work(step));
    running.set(step.name, promise);
    return promise;
  };
  const ends = await Promise.allSettled(steps.map(start));
  const failed = ends.find((end) => end.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}
