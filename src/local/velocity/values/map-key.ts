import { javaEquals } from "./equality.ts";
import type { Value } from "./value.ts";

/** The key of a map that is equal to this one in Java's eyes; the key itself when there is none. */
export function keyIn(map: ReadonlyMap<Value, Value>, key: Value): Value {
  if (typeof key !== "object" || key === null || map.has(key)) return key;
  for (const one of map.keys()) if (typeof one === "object" && javaEquals(one, key)) return one;
  return key;
}
