import type { Context } from "../context.ts";
import type { Step } from "../step/step.ts";

/** The step in which something failed. */
export interface FailedStep {
  /** The subcommand. */
  readonly command: string;
  readonly title: string;
}

/** An error that was thrown in a step. */
interface InStep extends Error {
  failedStep?: FailedStep;
}

/** Does the work of a step; an error that it throws gets the step as a property. */
export async function inStep<T>(
  step: Pick<Step, "command" | "title">,
  ctx: Context,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error) (error as InStep).failedStep ??= { command: step.command, title: step.title(ctx) };
    throw error;
  }
}

/** The step in which the error was thrown; undefined when it was in none. */
export function stepOf(error: Error): FailedStep | undefined {
  return (error as InStep).failedStep;
}
