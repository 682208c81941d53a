import type { AnyStep } from "../core/step.ts";
import { proxy } from "../steps/index.ts";

/** The steps that a subcommand runs, in order. */
export function stepsOf(command: string): readonly AnyStep[] {
  return proxy.filter((step) => step.command === command);
}
