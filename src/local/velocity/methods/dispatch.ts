import { spendCall } from "../budget.ts";
import { TemplateError } from "../template-error.ts";
import { Boxed, wholeKind } from "../values/boxed.ts";
import { Decimal } from "../values/decimal.ts";
import { JavaArray } from "../values/java-array.ts";
import { MapView } from "../values/map-view.ts";
import type { JavaObject, Value } from "../values/value.ts";
import { arrayMethods } from "./array.ts";
import { booleanMethods } from "./boolean.ts";
import { characterMethods } from "./character.ts";
import { decimalMethods } from "./decimal.ts";
import { listMethods } from "./list.ts";
import { mapMethods } from "./map.ts";
import { mapViewMethods } from "./map-view.ts";
import type { Method } from "./method.ts";
import { numberMethods } from "./number.ts";
import { doubleMethods, integerMethods, longMethods } from "./number-classes.ts";
import { objectMethods } from "./object.ts";
import { stringMethods } from "./string.ts";

/** Anything but null: null has neither methods nor members. */
export type Owner = Exclude<Value, null>;

type Methods = Readonly<Record<string, Method<never>>>;

/** Calls a Java method on the template's budget; null where Java has none of that name for these arguments. Throws TemplateError where Java throws. */
export function callMethod(owner: Owner, name: string, args: readonly Value[]): Value {
  const result = called(owner, name, args);
  spendCall(owner, args, result);
  return result;
}

function called(owner: Owner, name: string, args: readonly Value[]): Value {
  const methods = methodsOf(owner);
  const own = methods === undefined ? undefined : find(methods, name);
  const general = find(objectMethods, name);
  const result = methods === undefined ? (owner as JavaObject).call(name, args) : own?.(owner as never, args);
  if (result !== undefined) return result;
  const inherited = general?.(owner as never, args);
  if (inherited !== undefined) return inherited;
  const misused = args.length > 0 && (own?.takesNone === true || general?.takesNone === true);
  if (misused) throw new TemplateError(`IllegalArgumentException: ${name}() takes no arguments`);
  return null;
}

/** Undefined for objects with methods of their own. */
function methodsOf(owner: Owner): Methods | undefined {
  if (typeof owner === "string") return stringMethods;
  if (typeof owner === "boolean") return booleanMethods;
  if (typeof owner === "number") return doubleMethods;
  if (typeof owner === "bigint") return wholeKind(owner) === "Integer" ? integerMethods : longOrBig(owner);
  if (owner instanceof JavaArray) return arrayMethods;
  if (Array.isArray(owner)) return listMethods;
  if (owner instanceof Map) return mapMethods;
  if (owner instanceof MapView) return mapViewMethods;
  if (owner instanceof Decimal) return decimalMethods;
  if (!(owner instanceof Boxed)) return undefined;
  return owner.kind === "Character" ? characterMethods : longOrBig(owner);
}

function longOrBig(owner: Owner): Methods {
  return wholeKind(owner) === "Long" ? longMethods : numberMethods;
}

function find(methods: Methods, name: string): Method<never> | undefined {
  return Object.hasOwn(methods, name) ? methods[name] : undefined;
}

/** `.name`: a getter, an entry of a map, or a method like isEmpty(). */
export function readProperty(owner: Owner, name: string): Value {
  const isClass = name === "class" || name === "Class";
  if (owner instanceof Map) return isClass ? callMethod(owner, "getClass", []) : (owner.get(name) ?? null);
  if (isClass) return callMethod(owner, "getClass", []);
  if (typeof owner === "string" && (name === "bytes" || name === "Bytes")) return callMethod(owner, "getBytes", []);
  if (typeof owner === "object" && !Array.isArray(owner)) return owner.property(name);
  const question = find(methodsOf(owner) ?? {}, `is${name.charAt(0).toUpperCase()}${name.slice(1)}`);
  const answer = owner instanceof JavaArray ? undefined : question?.(owner as never, []);
  return typeof answer === "boolean" ? answer : null;
}

/** `[key]`: an item of a list, counted from the end when negative, or an entry of a map. */
export function readIndex(owner: Owner, key: Value): Value {
  return callMethod(owner, "get", [fromEnd(owner, key)]);
}

/** `#set($owner[key] = value)`. */
export function writeIndex(owner: Owner, key: Value, value: Value): void {
  const at = fromEnd(owner, key);
  if (Array.isArray(owner)) callMethod(owner, "set", [at, value]);
  else if (typeof owner === "object") callMethod(owner, "put", [at, value]);
}

/** `#set($owner.name = value)`: into a map, or by a setter. */
export function writeProperty(owner: Owner, name: string, value: Value): void {
  if (owner instanceof Map) owner.set(name, value);
  else if (typeof owner === "object" && !Array.isArray(owner)) owner.set?.(name, value);
}

/** A negative index counts from the end, of maps and whatever else has a size. Throws TemplateError for what has none. */
function fromEnd(owner: Owner, key: Value): Value {
  if (wholeKind(key) !== "Integer" || typeof key !== "bigint" || key >= 0n) return key;
  const size = callMethod(owner, "size", []);
  if (typeof size !== "bigint") throw new TemplateError(`Index ${key} counts from the end, but the value has no size`);
  return size + key;
}
