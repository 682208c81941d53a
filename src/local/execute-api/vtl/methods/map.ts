import { javaEquals } from "../values/arithmetic.ts";
import { MapEntry } from "../values/map-entry.ts";
import { JavaCollection } from "../values/value.ts";
import type { Value } from "../values/value.ts";
import { method } from "./method.ts";
import type { Method } from "./method.ts";

type JavaMap = Map<Value, Value>;

/** The methods of java.util.Map; those that replace a value give the one before. */
export const mapMethods: Readonly<Record<string, Method<JavaMap>>> = {
  size: method([], (self: JavaMap) => BigInt(self.size)),
  isEmpty: method([], (self: JavaMap) => self.size === 0),
  get: method(["any"], (self: JavaMap, key) => self.get(key) ?? null),
  getOrDefault: method(["any", "any"], (self: JavaMap, key, fallback) =>
    self.has(key) ? (self.get(key) ?? null) : fallback,
  ),
  put: method(["any", "any"], (self: JavaMap, key, value) => {
    const before = self.get(key) ?? null;
    self.set(key, value);
    return before;
  }),
  putIfAbsent: method(["any", "any"], (self: JavaMap, key, value) => {
    const before = self.get(key) ?? null;
    if (before === null) self.set(key, value);
    return before;
  }),
  putAll: method(["map"], (self: JavaMap, more) => {
    for (const [key, value] of more) self.set(key, value);
    return "";
  }),
  remove: method(["any"], (self: JavaMap, key) => {
    const before = self.get(key) ?? null;
    self.delete(key);
    return before;
  }),
  clear: method([], (self: JavaMap) => {
    self.clear();
    return "";
  }),
  containsKey: method(["any"], (self: JavaMap, key) => self.has(key)),
  containsValue: method(["any"], (self: JavaMap, value) => [...self.values()].some((one) => javaEquals(one, value))),
  keySet: method([], (self: JavaMap) => JavaCollection.from(self.keys())),
  values: method([], (self: JavaMap) => JavaCollection.from(self.values())),
  entrySet: method([], (self: JavaMap) => JavaCollection.from([...self.keys()].map((key) => new MapEntry(self, key)))),
};
