import type { Step } from "../../engine/step/step.ts";
import { proxy } from "../../steps/index.ts";

/** The steps of a subcommand, in order. */
export function stepsOf(command: string): readonly Step[] {
  return proxy.filter((step) => step.command === command);
}
