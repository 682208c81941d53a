import { TemplateError } from "../template-error.ts";
import { character } from "../values/boxed.ts";
import { javaArray } from "../values/java-array.ts";
import { compareStrings } from "../java/compare-strings.ts";
import { getBytes } from "../java/get-bytes.ts";
import { matchesWhole, replaceWith, splitBy } from "../java/java-regex.ts";
import { comparison, method, overloaded } from "./method.ts";
import type { Method } from "./method.ts";
import { stringStatics } from "./string-statics.ts";

/** The methods of java.lang.String, the static ones too. */
export const stringMethods: Readonly<Record<string, Method<string>>> = {
  length: method([], (self: string) => BigInt(self.length)),
  isEmpty: method([], (self: string) => self === ""),
  isBlank: method([], (self: string) => self.trim() === ""),
  charAt: method(["int"], (self: string, at) => character(slice(self, at, at + 1))),
  codePointAt: method(["int"], (self: string, at) => BigInt(self.codePointAt(at) ?? outOfRange(self, at))),
  codePointBefore: method(["int"], (self: string, at) => {
    const before = Array.from(self.slice(0, at < 1 || at > self.length ? 0 : at));
    const point = before.at(-1)?.codePointAt(0);
    return BigInt(point ?? outOfRange(self, at));
  }),
  codePointCount: method(["int", "int"], (self: string, from, to) => BigInt([...slice(self, from, to)].length)),
  substring: overloaded(
    method(["int"], (self: string, from) => slice(self, from, self.length)),
    method(["int", "int"], (self: string, from, to) => slice(self, from, to)),
  ),
  subSequence: method(["int", "int"], (self: string, from, to) => slice(self, from, to)),
  indexOf: overloaded(
    method(["string"], (self: string, part) => BigInt(self.indexOf(part))),
    method(["string", "int"], (self: string, part, from) => BigInt(self.indexOf(part, from))),
    method(["int"], (self: string, code) => BigInt(self.indexOf(codePoint(code)))),
    method(["int", "int"], (self: string, code, from) => BigInt(self.indexOf(codePoint(code), from))),
  ),
  lastIndexOf: overloaded(
    method(["string"], (self: string, part) => BigInt(self.lastIndexOf(part))),
    method(["string", "int"], (self: string, part, from) => lastIndex(self, part, from)),
    method(["int"], (self: string, code) => BigInt(self.lastIndexOf(codePoint(code)))),
    method(["int", "int"], (self: string, code, from) => lastIndex(self, codePoint(code), from)),
  ),
  contains: method(["string"], (self: string, part) => self.includes(part)),
  startsWith: overloaded(
    method(["string"], (self: string, start) => self.startsWith(start)),
    method(
      ["string", "int"],
      (self: string, start, from) => from >= 0 && from <= self.length && self.startsWith(start, from),
    ),
  ),
  endsWith: method(["string"], (self: string, end) => self.endsWith(end)),
  replace: overloaded(
    method(["string", "string"], (self: string, part, by) => self.replaceAll(part, () => by)),
    method(["char", "char"], (self: string, part, by) => self.replaceAll(part, () => by)),
  ),
  replaceAll: method(["string", "string"], (self: string, pattern, by) => replaceWith(self, pattern, by, "g")),
  replaceFirst: method(["string", "string"], (self: string, pattern, by) => replaceWith(self, pattern, by, "")),
  matches: method(["string"], (self: string, pattern) => matchesWhole(self, pattern)),
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
  compareTo: comparison((self: string, other) => (typeof other === "string" ? compareStrings(self, other) : undefined)),
  offsetByCodePoints: method(["int", "int"], (self: string, at, by) => offset(self, at, by)),
  compareToIgnoreCase: method(["string"], (self: string, other) => BigInt(compareStrings(folded(self), folded(other)))),
  regionMatches: overloaded(
    method(["int", "string", "int", "int"], (self: string, at, other, from, length) =>
      sameRegion(self, at, other, from, length),
    ),
    method(["boolean", "int", "string", "int", "int"], (self: string, fold, at, other, from, length) =>
      fold ? sameRegion(folded(self), at, folded(other), from, length) : sameRegion(self, at, other, from, length),
    ),
  ),
  toCharArray: method([], (self: string) => javaArray("[C", self.split("").map(character))),
  getBytes: overloaded(
    method([], (self: string) => getBytes(self, "UTF-8")),
    // Null could be a charset's name or a charset.
    (self, args) => (args[0] === null ? null : encoded(self, args)),
  ),
  intern: method([], (self: string) => self),
  ...stringStatics,
};

/** Java ignores case by comparing upper case turned into lower case. */
function folded(text: string): string {
  return text.toUpperCase().toLowerCase();
}

function sameRegion(text: string, at: number, other: string, from: number, length: number): boolean {
  if (at < 0 || from < 0 || at + length > text.length || from + length > other.length) return false;
  return length <= 0 || text.slice(at, at + length) === other.slice(from, from + length);
}

function offset(text: string, at: number, by: number): bigint {
  const points = by < 0 ? [...slice(text, 0, at)].reverse() : [...slice(text, at, text.length)];
  if (Math.abs(by) > points.length) return outOfRange(text, at);
  return BigInt(at + Math.sign(by) * points.slice(0, Math.abs(by)).join("").length);
}

function codePoint(code: number): string {
  return code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "\uffff\uffff";
}

function lastIndex(text: string, part: string, from: number): bigint {
  return BigInt(from < 0 ? -1 : text.lastIndexOf(part, from));
}

const encoded = method(["string"], (self: string, charset) => getBytes(self, charset));

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
