import type { Step } from "../step/step.ts";

/** Starts each step once all it waits for has ended well; on a failure lets what runs come to its end, then throws the first error. */
export async function inOrder(
  steps: readonly Step[],
  waitsFor: (step: Step) => readonly string[],
  work: (step: Step) => Promise<void>,
): Promise<void> {
  const running = new Map<string, Promise<void>>();
  const start = (step: Step): Promise<void> => {
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
