import { TemplateError } from "../template-error.ts";
import { javaEquals } from "../values/arithmetic.ts";
import { printJson } from "../values/json-print.ts";
import { JavaIterator } from "../values/iterator.ts";
import { JavaCollection, JsonArray } from "../values/value.ts";
import type { Value } from "../values/value.ts";
import { method, overloaded } from "./method.ts";
import type { Kind, Method } from "./method.ts";

/** The methods of java.util.List; a void method gives "", as Velocity has it. */
export const listMethods: Readonly<Record<string, Method<Value[]>>> = {
  size: method([], (self: Value[]) => BigInt(self.length)),
  isEmpty: method([], (self: Value[]) => self.length === 0),
  get: indexed(["int"], (self, at) => self[within(self, at)] ?? null),
  set: indexed(["int", "any"], (self, at, value) => {
    const before = self[within(self, at)] ?? null;
    self[at] = value;
    return before;
  }),
  add: overloaded(
    method(["any"], (self: Value[], value) => self.push(value) > 0),
    indexed(["int", "any"], (self, at, value) => {
      self.splice(within(self, at, self.length), 0, value);
      return "";
    }),
  ),
  addAll: method(["list"], (self: Value[], more) => {
    self.push(...more);
    return more.length > 0;
  }),
  remove: overloaded(
    indexed(["int"], (self, at) => self.splice(within(self, at), 1)[0] ?? null),
    method(["any"], (self: Value[], value) => {
      const at = find(self, value);
      if (at >= 0) self.splice(at, 1);
      return at >= 0;
    }),
  ),
  removeAll: method(["list"], (self: Value[], gone) => keep(self, (value) => find(gone, value) < 0)),
  retainAll: method(["list"], (self: Value[], kept) => keep(self, (value) => find(kept, value) >= 0)),
  clear: method([], (self: Value[]) => {
    self.length = 0;
    return "";
  }),
  contains: method(["any"], (self: Value[], value) => find(self, value) >= 0),
  containsAll: method(["list"], (self: Value[], all) => all.every((value) => find(self, value) >= 0)),
  indexOf: indexed(["any"], (self, value) => BigInt(find(self, value))),
  lastIndexOf: indexed(["any"], (self, value) => BigInt(self.findLastIndex((one) => javaEquals(one, value)))),
  subList: indexed(["int", "int"], (self, from, to) => {
    if (from < 0 || to > self.length || from > to) throw new TemplateError(`fromIndex ${from}, toIndex ${to}`);
    return Array.from(self.slice(from, to));
  }),
  iterator: method([], (self: Value[]) => new JavaIterator(self, () => self.length)),
  toArray: method([], (self: Value[]) => Array.from(self)),
  toJSONString: method([], (self: Value[]) =>
    self instanceof JsonArray ? printJson(self, { escapeSlash: true }) : undefined,
  ),
};

/** A method of lists only: keys, values and entries of a map do not have it. */
function indexed<const K extends readonly Kind[]>(
  kinds: K,
  work: Parameters<typeof method<Value[], K>>[1],
): Method<Value[]> {
  const whole = method<Value[], K>(kinds, work);
  return (self, args) => (self instanceof JavaCollection ? undefined : whole(self, args));
}

function find(list: readonly Value[], value: Value): number {
  return list.findIndex((one) => javaEquals(one, value));
}

function keep(list: Value[], wanted: (value: Value) => boolean): boolean {
  const kept = list.filter(wanted);
  const changed = kept.length < list.length;
  list.splice(0, list.length, ...kept);
  return changed;
}

function within(list: readonly Value[], at: number, end = list.length - 1): number {
  if (at >= 0 && at <= end) return at;
  throw new TemplateError(`Index ${at} out of bounds for length ${list.length}`);
}
