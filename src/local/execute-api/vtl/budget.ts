import { TooLong, within } from "../time-limit.ts";
import { TemplateError } from "./template-error.ts";
import type { Value } from "./values/value.ts";

// About two seconds of work; what a template for 500 records of 4 MB takes is a fiftieth of it.
const mostSteps = 5_000_000;
const stepsInMs = 2_500;

// Rendering is synchronous: there is one at a time.
let left = mostSteps;

/** Runs one template on a budget of its own: nothing else would end loops in loops, macros that double their arguments or texts
 * that double in length. API Gateway ends them after its 29 seconds. */
export function withBudget<T>(work: () => T): T {
  left = mostSteps;
  return work();
}

/** Takes steps off the budget. Throws TemplateError when it is used up. */
export function spend(steps: number): void {
  left -= steps;
  if (left < 0) throw tooMuch();
}

/** Takes off what a text costs that has to be written. */
export function spendText(length: number): void {
  spend(length >> 5);
}

/** Takes off what a method costs by the sizes of what it reads and of what it makes. */
export function spendCall(owner: Value, args: readonly Value[], result: Value): void {
  // Most methods of a long text look at a short part of it.
  spend((typeof owner === "string" ? owner.length >> 10 : sizeOf(owner)) + sizeOf(result));
  for (const arg of args) spend(sizeOf(arg));
}

function sizeOf(value: Value): number {
  if (typeof value === "string") return value.length >> 5;
  if (Array.isArray(value)) return value.length >> 6;
  return value instanceof Map ? value.size >> 6 : 0;
}

/** Runs a pattern over a text. One that could take more than linear time gets what time the budget has left. Throws
 * TemplateError. */
export function matching<T>(pattern: string, text: string, work: () => T): T {
  if (isQuick(pattern, text)) return work();
  const ms = Math.max(1, Math.ceil(left / stepsInMs));
  const start = performance.now();
  try {
    return within(ms, work);
  } catch (error) {
    throw error instanceof TooLong ? tooMuch() : error;
  } finally {
    left -= Math.round((performance.now() - start) * stepsInMs);
  }
}

/** Without repetition a pattern looks at each character a few times; with one, no more often than the text is long. */
function isQuick(pattern: string, text: string): boolean {
  const repetitions = pattern.match(/[*+{]|(?<!\()\?/g)?.length ?? 0;
  return repetitions === 0 || (repetitions === 1 && !pattern.includes("|") && text.length < 2_000);
}

function tooMuch(): TemplateError {
  return new TemplateError("the template takes too long");
}
