import { javaEquals } from "../values/equality.ts";
import { keyIn } from "../values/map-key.ts";
import { MapView } from "../values/map-view.ts";
import type { Value } from "../values/value.ts";
import { method, overloaded } from "./method.ts";
import type { Method } from "./method.ts";

type JavaMap = Map<Value, Value>;

/** The methods of java.util.LinkedHashMap; those that replace a value return the old one. */
export const mapMethods: Readonly<Record<string, Method<JavaMap>>> = {
  size: method([], (self: JavaMap) => BigInt(self.size)),
  isEmpty: method([], (self: JavaMap) => self.size === 0),
  get: method(["any"], (self: JavaMap, key) => self.get(keyIn(self, key)) ?? null),
  getOrDefault: method(["any", "any"], (self: JavaMap, key, fallback) =>
    self.has(keyIn(self, key)) ? (self.get(keyIn(self, key)) ?? null) : fallback,
  ),
  put: method(["any", "any"], (self: JavaMap, key, value) => put(self, key, value)),
  putIfAbsent: method(
    ["any", "any"],
    (self: JavaMap, key, value) => self.get(keyIn(self, key)) ?? put(self, key, value),
  ),
  putAll: method(["map"], (self: JavaMap, more) => {
    for (const [key, value] of more) put(self, key, value);
    return "";
  }),
  replace: overloaded(
    method(["any", "any"], (self: JavaMap, key, value) => (self.has(keyIn(self, key)) ? put(self, key, value) : null)),
    method(["any", "any", "any"], (self: JavaMap, key, before, value) => {
      const isSame = holds(self, key, before);
      if (isSame) put(self, key, value);
      return isSame;
    }),
  ),
  remove: overloaded(
    method(["any"], (self: JavaMap, key) => {
      const known = keyIn(self, key);
      const before = self.get(known) ?? null;
      self.delete(known);
      return before;
    }),
    method(["any", "any"], (self: JavaMap, key, value) => holds(self, key, value) && self.delete(keyIn(self, key))),
  ),
  clear: method([], (self: JavaMap) => {
    self.clear();
    return "";
  }),
  containsKey: method(["any"], (self: JavaMap, key) => self.has(keyIn(self, key))),
  containsValue: method(["any"], (self: JavaMap, value) => [...self.values()].some((one) => javaEquals(one, value))),
  keySet: method([], (self: JavaMap) => new MapView(self, "keys")),
  values: method([], (self: JavaMap) => new MapView(self, "values")),
  entrySet: method([], (self: JavaMap) => new MapView(self, "entries")),
  clone: method([], (self: JavaMap) => new Map(self)),
};

function put(map: JavaMap, key: Value, value: Value): Value {
  const known = keyIn(map, key);
  const before = map.get(known) ?? null;
  map.set(known, value);
  return before;
}

function holds(map: JavaMap, key: Value, value: Value): boolean {
  const known = keyIn(map, key);
  return map.has(known) && javaEquals(map.get(known) ?? null, value);
}
