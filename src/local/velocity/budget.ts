import { TooLong, within } from "../time-limit.ts";
import { TemplateError } from "./template-error.ts";
import type { Value } from "./values/value.ts";

// A second or two of work; 500 records of 4 MB take a quarter of it.
const mostSteps = 5_000_000;
const mostWatchedMs = 5_000;
// Payloads end at 10 MB, and base64 makes a third more of them. A longer text or list is on its way to fill the memory.
const longest = 16_777_216;

// Rendering is synchronous: there is one at a time.
let left = mostSteps;
let watchedMs = mostWatchedMs;
let isWatched = false;

/** Templates that have run a pattern which had to be watched. To watch each of their patterns costs more than to watch the
 * whole rendering. */
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

/** Takes off what a text costs that has to be written. */
export function spendText(length: number): void {
  spend(textCost(length));
}

/** Takes off what a method costs by the sizes of what it reads and of what it makes. */
export function spendCall(owner: Value, args: readonly Value[], result: Value): void {
  // Most methods of a long text look at a short part of it.
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

/** Runs a pattern over a text, watched when it could take more than linear time. Throws TemplateError. */
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

/** Without repetition a pattern looks at each character a few times; with one, no more often than the text is long. */
function isQuick(pattern: string, text: string): boolean {
  const repetitions = pattern.match(/[*+{]|(?<!\()\?/g)?.length ?? 0;
  if (repetitions === 0) return text.length < 500_000;
  return repetitions === 1 && !pattern.includes("|") && text.length < 2_000;
}

function tooMuch(): TemplateError {
  return new TemplateError("the template takes too long");
}
