import { TemplateError } from "../template-error.ts";
import { numeric } from "../values/boxed.ts";
import { indexIn, javaEquals } from "../values/equality.ts";
import { printJson } from "../values/print.ts";
import { JavaIterator } from "../values/iterator.ts";
import { javaArray } from "../values/java-array.ts";
import { JsonArray } from "../values/value.ts";
import type { Value } from "../values/value.ts";
import { collectionMethods } from "./collection.ts";
import { compareStrings } from "../java/compare-strings.ts";
import { method, overloaded } from "./method.ts";
import type { Method } from "./method.ts";

/** The methods of java.util.ArrayList; a void method gives "", as Velocity has it. */
export const listMethods: Readonly<Record<string, Method<Value[]>>> = {
  ...collectionMethods((list: Value[]) => list),
  get: method(["int"], (self: Value[], at) => self[within(self, at)] ?? null),
  set: method(["int", "any"], (self: Value[], at, value) => {
    const before = self[within(self, at)] ?? null;
    self[at] = value;
    return before;
  }),
  add: overloaded(
    method(["any"], (self: Value[], value) => self.push(value) > 0),
    method(["int", "any"], (self: Value[], at, value) => {
      self.splice(within(self, at, self.length), 0, value);
      return "";
    }),
  ),
  addAll: overloaded(
    method(["list"], (self: Value[], more) => insert(self, self.length, more)),
    method(["int", "list"], (self: Value[], at, more) => insert(self, within(self, at, self.length), more)),
  ),
  remove: overloaded(
    method(["int"], (self: Value[], at) => self.splice(within(self, at), 1)[0] ?? null),
    method(["any"], (self: Value[], value) => {
      const at = indexIn(self, value);
      if (at >= 0) self.splice(at, 1);
      return at >= 0;
    }),
  ),
  removeAll: method(["list"], (self: Value[], gone) => keep(self, (value) => indexIn(gone, value) < 0)),
  retainAll: method(["list"], (self: Value[], kept) => keep(self, (value) => indexIn(kept, value) >= 0)),
  clear: method([], (self: Value[]) => {
    self.length = 0;
    return "";
  }),
  indexOf: method(["any"], (self: Value[], value) => BigInt(indexIn(self, value))),
  lastIndexOf: method(["any"], (self: Value[], value) => BigInt(self.findLastIndex((one) => javaEquals(one, value)))),
  subList: method(["int", "int"], (self: Value[], from, to) => {
    if (from < 0 || to > self.length || from > to) throw new TemplateError(`fromIndex ${from}, toIndex ${to}`);
    return Array.from(self.slice(from, to));
  }),
  sort: method(["null"], (self: Value[]) => {
    self.sort(naturally);
    return "";
  }),
  iterator: method([], (self: Value[]) => new JavaIterator(self, () => self.length)),
  listIterator: method([], (self: Value[]) => new JavaIterator(self, () => self.length)),
  toArray: method([], (self: Value[]) => javaArray("[Ljava.lang.Object;", self)),
  clone: method([], (self: Value[]) => Array.from(self)),
  toJSONString: method([], (self: Value[]) =>
    self instanceof JsonArray ? printJson(self, { escapeSlash: true }) : undefined,
  ),
};

function insert(list: Value[], at: number, more: readonly Value[]): boolean {
  const [added, rest] = [[...more], list.splice(at)];
  for (const value of [...added, ...rest]) list.push(value);
  return added.length > 0;
}

function keep(list: Value[], wanted: (value: Value) => boolean): boolean {
  const kept = list.filter(wanted);
  const changed = kept.length < list.length;
  list.length = 0;
  for (const value of kept) list.push(value);
  return changed;
}

/** Java's natural order, which knows only values of one class. */
function naturally(left: Value, right: Value): number {
  if (typeof left === "string" && typeof right === "string") return compareStrings(left, right);
  const [one, other] = [numeric(left), numeric(right)];
  if (one === undefined || other === undefined || typeof one !== typeof other)
    throw new TemplateError("ClassCastException");
  return one < other ? -1 : one > other ? 1 : 0;
}

function within(list: readonly Value[], at: number, end = list.length - 1): number {
  if (at >= 0 && at <= end) return at;
  throw new TemplateError(`Index ${at} out of bounds for length ${list.length}`);
}
