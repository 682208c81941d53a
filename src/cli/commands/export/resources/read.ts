import type { Properties, Value } from "./resource.ts";

/** A member as text; "" where there is none. */
export function textIn(of: Properties, name: string): string {
  const value = of[name];
  return typeof value === "string" ? value : value === undefined || typeof value === "object" ? "" : String(value);
}

/** A member as a map; empty where there is none. */
export function mapIn(of: Properties, name: string): Properties {
  const value = of[name];
  return isMap(value) ? value : {};
}

/** A member as a list of maps; empty where there is none. */
export function listIn(of: Properties, name: string): readonly Properties[] {
  const value = of[name];
  return Array.isArray(value) ? value.filter(isMap) : [];
}

/** A list of tags or dimensions as a map. */
export function pairsIn(of: Properties, name: string, keys: readonly [string, string] = ["Key", "Value"]): Properties {
  const all = listIn(of, name);
  return Object.fromEntries(all.map((one) => [textIn(one, keys[0]), textIn(one, keys[1])]));
}

/** Nothing for an empty map. */
export function filled(map: Properties): Properties | undefined {
  return Object.keys(map).length === 0 ? undefined : map;
}

function isMap(value: Value | undefined): value is Properties {
  return typeof value === "object" && !Array.isArray(value);
}
