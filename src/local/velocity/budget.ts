import { TooLong, within } from "../time-limit.ts";
import { TemplateError } from "./template-error.ts";
import type { Value } from "./values/value.ts";

// A second or two of work; 500 records of 4 MB take a quarter of it.
const mostSteps = 5_000_000;
const mostWatchedMs = 5_000;
// Payloads end at 10 MB, and base64 makes a third more of them. A longer text or list would fill the memory.
const longest = 16_777_216;

// Rendering is synchronous: there is one at a time.
let left = mostSteps;
let watchedMs = mostWatchedMs;
let isWatched = false;

/** Templates that have run a slow pattern. They are watched as a whole, which is cheaper than watching each pattern. */
const toWatch = new WeakSet<object>();

/** Renders a template on a budget of its own: nothing else would end loops in loops, macros that double their arguments or
 * texts that double in length. API Gateway ends them after its 29 seconds. `length` is that of the text it works on. */
export function withBudget(template: object, length: number, work: () => void): void {
  left = mostSteps;
  watchedMs = mostWatchedMs;
  if (!toWatch.has(template)) {
    work();
    if (watchedMs < mostWatchedMs) toWatch.add(template);
    return;
  }
  isWatched = true;
  try {
    watch(length, work);
  } finally {
    isWatched = false;
  }
}

/** Takes steps off the budget. Throws TemplateError when it is used up. */
export function spend(steps: number): void {
  left -= steps;
  if (left < 0) throw tooMuch();
}

/** Takes the cost of writing a text off the budget. */
export function spendText(length: number): void {
  spend(textCost(length));
}

/** Takes the cost of a method off the budget, by the sizes of its arguments and of its result. */
export function spendCall(owner: Value, args: readonly Value[], result: Value): void {
  // Most methods look at a short part of a long text.
  spend((typeof owner === "string" ? owner.length >> 10 : sizeOf(owner)) + sizeOf(result));
  for (const arg of args) spend(Array.isArray(arg) ? arg.length : sizeOf(arg));
}

function textCost(length: number): number {
  if (length > longest) throw tooMuch();
  return length >> 5;
}

function sizeOf(value: Value): number {
  if (typeof value === "string") return textCost(value.length);
  const items = Array.isArray(value) ? value.length : value instanceof Map ? value.size : 0;
  if (items > longest) throw tooMuch();
  return items >> 6;
}

/** Runs a pattern over a text, with a time limit when it could take more than linear time. Throws TemplateError. */
export function matching<T>(pattern: string, text: string, work: () => T): T {
  return isWatched || isQuick(pattern, text) ? work() : watch(text.length, work);
}

/** Ends work on a text of this length after two seconds and a millisecond more for each 1,000 characters, and all of it in one
 * rendering after five seconds. Throws TemplateError. */
function watch<T>(length: number, work: () => T): T {
  const start = performance.now();
  try {
    return within(Math.max(1, Math.ceil(Math.min(watchedMs, 2_000 + length / 1_000))), work);
  } catch (error) {
    throw error instanceof TooLong ? tooMuch() : error;
  } finally {
    watchedMs -= performance.now() - start;
  }
}

/** Without repetition a pattern is linear in the text; with one, quadratic at worst. */
function isQuick(pattern: string, text: string): boolean {
  const repetitions = pattern.match(/[*+{]|(?<!\()\?/g)?.length ?? 0;
  if (repetitions === 0) return text.length < 500_000;
  return repetitions === 1 && !pattern.includes("|") && text.length < 2_000;
}

function tooMuch(): TemplateError {
  return new TemplateError("the template takes too long");
}
