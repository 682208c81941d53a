import { javaEquals } from "./equality.ts";
import type { Value } from "./value.ts";

/** The map's key that Java takes for equal to this one; else the key itself. */
export function keyIn(map: ReadonlyMap<Value, Value>, key: Value): Value {
  if (typeof key !== "object" || key === null || map.has(key)) return key;
  for (const one of map.keys()) if (typeof one === "object" && javaEquals(one, key)) return one;
  return key;
}
