import type { EngineContext } from "./context.ts";
import type { Step } from "./step.ts";

/** The step in which something failed. */
export interface FailedStep {
  /** The subcommand. */
  readonly command: string;
  readonly title: string;
}

const steps = new WeakMap<Error, FailedStep>();

/** Does the work of a step; remembers of an error which step it was. */
export async function inStep<T>(
  step: Pick<Step, "command" | "title">,
  ctx: EngineContext,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && !steps.has(error))
      steps.set(error, { command: step.command, title: step.title(ctx) });
    throw error;
  }
}

/** The step in which the error was thrown; undefined when it was in none. */
export function stepOf(error: Error): FailedStep | undefined {
  return steps.get(error);
}
