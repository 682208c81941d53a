import { TemplateError } from "../template-error.ts";
import { JavaCollection } from "../values/value.ts";
import type { Value } from "../values/value.ts";
import { booleanMethods } from "./boolean.ts";
import { listMethods } from "./list.ts";
import { mapMethods } from "./map.ts";
import type { Method } from "./method.ts";
import { numberMethods } from "./number.ts";
import { objectMethods } from "./object.ts";
import { stringMethods } from "./string.ts";

/** Anything but null: null has neither methods nor members. */
export type Owner = Exclude<Value, null>;

/** Calls a Java method; null where Java has none of that name for these arguments. Throws TemplateError where Java throws. */
export function callMethod(owner: Owner, name: string, args: readonly Value[]): Value {
  let result: Value | undefined;
  if (typeof owner === "string") result = own(stringMethods, name)?.(owner, args);
  else if (typeof owner === "boolean") result = own(booleanMethods, name)?.(owner, args);
  else if (typeof owner === "bigint" || typeof owner === "number") result = own(numberMethods, name)?.(owner, args);
  else if (Array.isArray(owner)) result = own(listMethods, name)?.(owner, args);
  else if (owner instanceof Map) result = own(mapMethods, name)?.(owner, args);
  else result = owner.call(name, args);
  return result ?? own(objectMethods, name)?.(owner, args) ?? null;
}

/** `.name`: an entry of a map, or a getter of anything else. */
export function readProperty(owner: Owner, name: string): Value {
  if (owner instanceof Map) return owner.get(name) ?? null;
  if (typeof owner === "object" && !Array.isArray(owner)) return owner.property(name);
  if (name === "empty" && (typeof owner === "string" || Array.isArray(owner))) return owner.length === 0;
  return null;
}

/** `[key]`: an item of a list, counted from the end when negative, or an entry of a map. */
export function readIndex(owner: Owner, key: Value): Value {
  if (owner instanceof Map) return owner.get(key) ?? null;
  if (!Array.isArray(owner) || owner instanceof JavaCollection || typeof key !== "bigint") return null;
  return owner[position(owner, key)] ?? null;
}

/** `#set($owner[key] = value)`. */
export function writeIndex(owner: Owner, key: Value, value: Value): void {
  if (owner instanceof Map) owner.set(key, value);
  else if (Array.isArray(owner) && typeof key === "bigint") owner[position(owner, key)] = value;
}

/** `#set($owner.name = value)`: only maps can be written to. */
export function writeProperty(owner: Owner, name: string, value: Value): void {
  if (owner instanceof Map) owner.set(name, value);
}

function position(list: readonly Value[], key: bigint): number {
  const at = Number(key) + (key < 0n ? list.length : 0);
  if (at >= 0 && at < list.length) return at;
  throw new TemplateError(`Index ${at} out of bounds for length ${list.length}`);
}

function own<T>(methods: Readonly<Record<string, Method<T>>>, name: string): Method<T> | undefined {
  return Object.hasOwn(methods, name) ? methods[name] : undefined;
}
