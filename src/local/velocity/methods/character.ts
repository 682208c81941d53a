import { character, Boxed } from "../values/boxed.ts";
import type { Value } from "../values/value.ts";
import { comparison, method, overloaded } from "./method.ts";
import type { Method } from "./method.ts";

/** The methods of java.lang.Character; those that ask about a character take it as argument. */
export const characterMethods: Readonly<Record<string, Method<Boxed>>> = {
  charValue: method([], (self: Boxed) => self),
  compareTo: comparison((self: Boxed, other) =>
    other instanceof Boxed && other.kind === self.kind ? unit(self.value) - unit(other.value) : undefined,
  ),
  valueOf: method(["char"], (_: Boxed, char): Value => character(char)),
  toUpperCase: method(["char"], (_: Boxed, char) => character(single(char.toUpperCase(), char))),
  toLowerCase: method(["char"], (_: Boxed, char) => character(single(char.toLowerCase(), char))),
  isDigit: is(/\p{Nd}/u),
  isLetter: is(/\p{L}/u),
  isLetterOrDigit: is(/[\p{L}\p{Nd}]/u),
  isUpperCase: is(/\p{Uppercase}/u),
  isLowerCase: is(/\p{Lowercase}/u),
  isWhitespace: is(/[\t-\r \u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]/),
  getNumericValue: method(["char"], (_: Boxed, char) => BigInt(/^[0-9a-z]$/i.test(char) ? parseInt(char, 36) : -1)),
};

function is(pattern: RegExp): Method<Boxed> {
  return overloaded(
    method(["char"], (_: Boxed, char) => pattern.test(char)),
    method(["int"], (_: Boxed, code) => code >= 0 && code <= 0x10ffff && pattern.test(String.fromCodePoint(code))),
  );
}

function unit(value: Boxed["value"]): number {
  return String(value).charCodeAt(0);
}

/** A case change that would need two characters is not made. */
function single(changed: string, char: string): string {
  return changed.length === 1 ? changed : char;
}
