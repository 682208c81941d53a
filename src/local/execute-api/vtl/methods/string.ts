import { TemplateError } from "../template-error.ts";
import { print } from "../values/print.ts";
import type { Value } from "../values/value.ts";
import { javaFormat } from "./java-format.ts";
import { javaPattern, replaceWith, splitBy } from "./java-regex.ts";
import { method, overloaded } from "./method.ts";
import type { Method } from "./method.ts";

/** The methods of java.lang.String, the static ones too. */
export const stringMethods: Readonly<Record<string, Method<string>>> = {
  length: method([], (self: string) => BigInt(self.length)),
  isEmpty: method([], (self: string) => self === ""),
  isBlank: method([], (self: string) => self.trim() === ""),
  charAt: method(["int"], (self: string, at) => slice(self, at, at + 1)),
  codePointAt: method(["int"], (self: string, at) => BigInt(self.codePointAt(at) ?? outOfRange(self, at))),
  substring: overloaded(
    method(["int"], (self: string, from) => slice(self, from, self.length)),
    method(["int", "int"], (self: string, from, to) => slice(self, from, to)),
  ),
  subSequence: method(["int", "int"], (self: string, from, to) => slice(self, from, to)),
  indexOf: overloaded(
    method(["string"], (self: string, part) => BigInt(self.indexOf(part))),
    method(["string", "int"], (self: string, part, from) => BigInt(self.indexOf(part, from))),
    method(["int"], (self: string, code) => BigInt(self.indexOf(String.fromCodePoint(code)))),
  ),
  lastIndexOf: overloaded(
    method(["string"], (self: string, part) => BigInt(self.lastIndexOf(part))),
    method(["string", "int"], (self: string, part, from) => BigInt(from < 0 ? -1 : self.lastIndexOf(part, from))),
  ),
  contains: method(["string"], (self: string, part) => self.includes(part)),
  startsWith: overloaded(
    method(["string"], (self: string, start) => self.startsWith(start)),
    method(["string", "int"], (self: string, start, from) => from >= 0 && self.startsWith(start, from)),
  ),
  endsWith: method(["string"], (self: string, end) => self.endsWith(end)),
  replace: method(["string", "string"], (self: string, part, by) => self.split(part).join(by)),
  replaceAll: method(["string", "string"], (self: string, pattern, by) => replaceWith(self, pattern, by, "g")),
  replaceFirst: method(["string", "string"], (self: string, pattern, by) => replaceWith(self, pattern, by, "")),
  matches: method(["string"], (self: string, pattern) => javaPattern(`(?:${pattern})`, "whole").test(self)),
  split: overloaded(
    method(["string"], (self: string, pattern) => splitBy(self, pattern, 0)),
    method(["string", "int"], (self: string, pattern, limit) => splitBy(self, pattern, limit)),
  ),
  toUpperCase: method([], (self: string) => self.toUpperCase()),
  toLowerCase: method([], (self: string) => self.toLowerCase()),
  trim: method([], (self: string) => trimmed(self)),
  strip: method([], (self: string) => self.trim()),
  stripLeading: method([], (self: string) => self.trimStart()),
  stripTrailing: method([], (self: string) => self.trimEnd()),
  concat: method(["string"], (self: string, other) => self + other),
  repeat: method(["int"], (self: string, times) => self.repeat(times)),
  equals: method(["any"], (self: string, other) => self === other),
  contentEquals: method(["string"], (self: string, other) => self === other),
  equalsIgnoreCase: method(["any"], (self: string, other) =>
    typeof other === "string" ? self.toUpperCase() === other.toUpperCase() : other === null ? false : undefined,
  ),
  compareTo: method(["string"], (self: string, other) => compare(self, other)),
  compareToIgnoreCase: method(["string"], (self: string, other) => compare(self.toLowerCase(), other.toLowerCase())),
  toCharArray: method([], (self: string) => self.split("")),
  getBytes: method([], (self: string) => [...Buffer.from(self, "utf8")].map((byte) => BigInt((byte << 24) >> 24))),
  intern: method([], (self: string) => self),
  valueOf: method(["any"], (_: string, value) => print(value)),
  format: (_, [format, ...args]) => (typeof format === "string" ? javaFormat(format, args) : undefined),
  join: (_, [glue, ...parts]) => {
    if (typeof glue !== "string") return undefined;
    const [list] = parts;
    return (parts.length === 1 && Array.isArray(list) ? list : parts).map(print).join(glue);
  },
};

/** Java's trim() takes every character up to the space, control characters too. */
function trimmed(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && text.charCodeAt(from) <= 32) from++;
  while (to > from && text.charCodeAt(to - 1) <= 32) to--;
  return text.slice(from, to);
}

function slice(text: string, from: number, to: number): string {
  if (from < 0 || to > text.length || from > to) {
    throw new TemplateError(`begin ${from}, end ${to}, length ${text.length}`);
  }
  return text.slice(from, to);
}

function outOfRange(text: string, at: number): never {
  throw new TemplateError(`Index ${at} out of bounds for length ${text.length}`);
}

/** The difference of the first characters that differ, or of the lengths. */
function compare(left: string, right: string): Value {
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const difference = left.charCodeAt(at) - right.charCodeAt(at);
    if (difference !== 0) return BigInt(difference);
  }
  return BigInt(left.length - right.length);
}
