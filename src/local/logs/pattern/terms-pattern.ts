import { regex } from "./condition.ts";
import { InvalidPattern } from "./invalid-pattern.ts";
import type { Pattern } from "./found.ts";

type Test = (message: string) => boolean;

const none = (): undefined => undefined;
const term = /([?-]?)(?:"((?:\\.|[^"\\])*)"|%((?:\\.|[^%\\])+)%|([\p{L}\p{N}_]+))(?:\s+|$)/uy;

/** A pattern of terms, all of which an event has to have: `ERROR -exiting "a phrase" %re[gx]+%`; of those with a question mark one
 * is enough. Throws InvalidPattern. */
export function termsPattern(text: string): Pattern {
  const [all, some, not]: [Test[], Test[], Test[]] = [[], [], []];
  const trimmed = text.trim();
  for (let at = 0; at < trimmed.length; at = term.lastIndex) {
    term.lastIndex = at;
    const found = term.exec(trimmed);
    if (found === null) throw new InvalidPattern();
    const [, sign, quoted, expression, word = ""] = found;
    const wanted = quoted?.replace(/\\(.)/g, "$1") ?? word;
    const test: Test = expression === undefined ? (message) => message.includes(wanted) : regex(expression);
    (sign === "?" ? some : sign === "-" ? not : all).push(test);
  }
  // "If you combine ? with other filter patterns, it is ignored" (filter pattern syntax).
  const any = all.length + not.length > 0 ? [] : some;
  const holds: Test = (message) =>
    all.every((test) => test(message)) &&
    !not.some((test) => test(message)) &&
    (any.length === 0 || any.some((test) => test(message)));
  return { selectors: [], read: (message) => (holds(message) ? none : undefined) };
}
