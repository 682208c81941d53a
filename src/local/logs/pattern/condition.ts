import { RE2JS } from "re2js";
import { InvalidPattern } from "./invalid-pattern.ts";

/** How a pattern compares a value. */
export type Comparison = "=" | "!=" | "<" | ">" | "<=" | ">=";

/** What a pattern compares a value with. */
export type Literal =
  | { readonly type: "regex"; readonly text: string }
  /** Stars stand for any text. */
  | { readonly type: "text"; readonly text: string; readonly quoted: boolean };

/** Does the value hold? It is a number where the log has a number. */
export type Condition = (value: string | number) => boolean;

const numeric = /^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** A comparison as a function. Throws InvalidPattern: only numbers are larger or smaller. `readNumbers` takes texts for numbers, as
 * space-delimited logs need it. */
export function condition(comparison: Comparison, literal: Literal, readNumbers: boolean): Condition {
  switch (comparison) {
    case "=":
      return equal(literal, readNumbers);
    case "!=": {
      const same = equal(literal, readNumbers);
      return (value) => !same(value);
    }
    default:
      return ordered(comparison, literal, readNumbers);
  }
}

/** Finds the expression anywhere in a text. Throws InvalidPattern. */
export function regex(text: string): (value: string) => boolean {
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(text);
  } catch {
    throw new InvalidPattern();
  }
  return (value) => compiled.matcher(value).find();
}

function equal(literal: Literal, readNumbers: boolean): Condition {
  const { text } = literal;
  if (literal.type === "regex") {
    const found = regex(text);
    return (value) => found(String(value));
  }
  if (!literal.quoted && numeric.test(text)) {
    const wanted = Number(text);
    return (value) => value === text || (numberIn(value, readNumbers) ?? NaN) === wanted;
  }
  if (!text.includes("*")) return (value) => String(value) === text;
  const parts = text.split("*");
  return (value) => matchesParts(String(value), parts);
}

function ordered(comparison: "<" | ">" | "<=" | ">=", literal: Literal, readNumbers: boolean): Condition {
  if (literal.type === "regex" || literal.quoted || !numeric.test(literal.text)) throw new InvalidPattern();
  const limit = Number(literal.text);
  return (value) => {
    const given = numberIn(value, readNumbers);
    if (given === undefined) return false;
    switch (comparison) {
      case "<":
        return given < limit;
      case ">":
        return given > limit;
      case "<=":
        return given <= limit;
      case ">=":
        return given >= limit;
    }
  };
}

function numberIn(value: string | number, readNumbers: boolean): number | undefined {
  if (typeof value === "number") return value;
  return readNumbers && numeric.test(value) ? Number(value) : undefined;
}

/** The parts in order, the first at the start and the last at the end. */
function matchesParts(value: string, parts: readonly string[]): boolean {
  const [first = "", last = ""] = [parts[0], parts.at(-1)];
  if (value.length < first.length + last.length || !value.startsWith(first) || !value.endsWith(last)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = value.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= value.length - last.length;
}
