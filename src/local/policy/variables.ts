import { matchesWildcard } from "./wildcard.ts";

/** The condition keys of a request, such as `aws:SourceIp`. */
export type PolicyContext = Readonly<Record<string, string | readonly string[]>>;

const variable = /\$\{([^}]*)\}/g;
// Private use characters that stand for a literal star or question mark.
const literalStar = "\uE000";
const literalMark = "\uE001";

/** The values of a context key; keys are compared without regard to case. Undefined when the request does not have the key. */
export function contextValues(context: PolicyContext, key: string): readonly string[] | undefined {
  const value = context[Object.hasOwn(context, key) ? key : spelled(context, key)];
  if (value === undefined) return undefined;
  return typeof value === "string" ? [value] : value;
}

/** Does `text` match `pattern`, after variables such as `${aws:username}` are filled in? A variable that the request does
 * not have matches nothing; `${*}`, `${?}` and `${$}` mean the characters themselves. */
export function matchesPattern(pattern: string, text: string, context: PolicyContext): boolean {
  if (!pattern.includes("${")) return matchesWildcard(pattern, text);
  const filled = fillVariables(pattern, context);
  return filled !== undefined && matchesWildcard(filled, literal(text));
}

/** `value` with its variables filled in, for operators without wildcards; undefined when the request lacks one of them. */
export function plainValue(value: string, context: PolicyContext): string | undefined {
  if (!value.includes("${")) return value;
  return fillVariables(value, context)?.replaceAll(literalStar, "*").replaceAll(literalMark, "?");
}

function fillVariables(pattern: string, context: PolicyContext): string | undefined {
  let complete = true;
  const filled = pattern.replace(variable, (_, name: string) => {
    if (name === "*" || name === "?" || name === "$") return literal(name);
    const [key = "", fallback] = name.split(",", 2);
    const value = contextValues(context, key.trim())?.[0] ?? fallback?.trim().replace(/^'(.*)'$/, "$1");
    if (value === undefined) complete = false;
    return literal(value ?? "");
  });
  return complete ? filled : undefined;
}

function literal(text: string): string {
  return text.replaceAll("*", literalStar).replaceAll("?", literalMark);
}

function spelled(context: PolicyContext, key: string): string {
  const wanted = key.toLowerCase();
  return Object.keys(context).find((name) => name.toLowerCase() === wanted) ?? "";
}
