import { memoize } from "../../memoize.ts";
import { matching } from "../budget.ts";
import { TemplateError } from "../template-error.ts";
import { javaArray } from "../values/java-array.ts";
import type { Value } from "../values/value.ts";
import { translate } from "./java-pattern.ts";

const most = 500;
type Kind = "" | "g" | "whole";

/** A Java regular expression as a JavaScript one; `whole` has to match the text from end to end. Throws TemplateError. */
function javaPattern(pattern: string, kind: Kind): RegExp {
  const found = patterns[kind](pattern);
  found.lastIndex = 0;
  return found;
}

const patterns = {
  "": memoize(most, (pattern) => compile(pattern, "")),
  g: memoize(most, (pattern) => compile(pattern, "g")),
  whole: memoize(most, (pattern) => compile(pattern, "whole")),
};

function compile(pattern: string, kind: Kind): RegExp {
  try {
    const { source, flags } = translate(pattern);
    return kind === "whole"
      ? new RegExp(`^(?:${source})$(?![\\s\\S])`, `${flags}v`)
      : new RegExp(source, `${flags}${kind}v`);
  } catch {
    throw new TemplateError(`Invalid regular expression: ${pattern}`);
  }
}

/** Java's matches. */
export function matchesWhole(text: string, pattern: string): boolean {
  return matching(pattern, text, () => javaPattern(pattern, "whole").test(text));
}

/** Java's replaceAll and replaceFirst: `$1` and `${name}` in the replacement are groups, a backslash escapes what follows. */
export function replaceWith(text: string, pattern: string, replacement: string, flag: "" | "g"): string {
  return matching(pattern, text, () => replaced(text, pattern, replacement, flag));
}

function replaced(text: string, pattern: string, replacement: string, flag: "" | "g"): string {
  const regex = javaPattern(pattern, flag);
  if (!/[\\$]/.test(replacement)) return text.replace(regex, replacement);
  // Java looks at the replacement when there is something to replace.
  if (!regex.test(text)) return text;
  regex.lastIndex = 0;
  return text.replace(regex, replacementFor(groupsOf(pattern), replacement));
}

interface Groups {
  readonly count: number;
  readonly names: object;
}

const groupsOf = memoize(most, (pattern): Groups => {
  const { source, flags } = javaPattern(pattern, "");
  // An alternative that is empty matches anything, and tells which groups there are.
  const match = new RegExp(`${source}|`, flags).exec("");
  return { count: (match?.length ?? 1) - 1, names: match?.groups ?? {} };
});

/** The replacement as JavaScript writes it. Its two digits name 99 groups at most. Throws TemplateError. */
function replacementFor({ count, names }: Groups, replacement: string): string {
  return replacement.replace(/\\([\s\S])|\\$|\$\{(\w+)\}|\$(\d+)|\$/g, (all, literal, name, digits) => {
    if (typeof literal === "string") return literal === "$" ? "$$" : literal;
    if (typeof name === "string" && Object.hasOwn(names, name)) return `$<${name}>`;
    if (typeof digits !== "string") throw new TemplateError(`Illegal group reference in replacement: ${all}`);
    return group(digits, count);
  });
}

/** `$12` is group 12 where there is one, else group 1 followed by the digit 2. */
function group(digits: string, count: number): string {
  if (Number(digits.charAt(0)) > count) throw new TemplateError(`No group ${digits.charAt(0)}`);
  const length = digits.length > 1 && Number(digits.slice(0, 2)) <= count ? 2 : 1;
  const number = Number(digits.slice(0, length));
  return `${number === 0 ? "$&" : `$${String(number).padStart(2, "0")}`}${digits.slice(length)}`;
}

/** Java's split: at most `limit` parts when positive; trailing empty parts are dropped when it is 0. */
export function splitBy(text: string, pattern: string, limit: number): Value {
  const parts: string[] = [];
  let from = 0;
  const matches = matching(pattern, text, () => [...text.matchAll(javaPattern(pattern, "g"))]);
  for (const match of matches) {
    if (limit > 0 && parts.length === limit - 1) break;
    // An empty match at the very start splits nothing off.
    if (match.index === 0 && match[0] === "") continue;
    parts.push(text.slice(from, match.index));
    from = match.index + match[0].length;
  }
  if (parts.length === 0) return javaArray("[Ljava.lang.String;", [text]);
  parts.push(text.slice(from));
  if (limit === 0) while (parts.at(-1) === "") parts.pop();
  return javaArray("[Ljava.lang.String;", parts);
}
