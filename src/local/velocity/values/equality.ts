import { compareNumbers } from "./arithmetic.ts";
import { Boxed } from "./boxed.ts";
import { Decimal } from "./decimal.ts";
import { JavaArray } from "./java-array.ts";
import { MapEntry } from "./map-entry.ts";
import { MapView } from "./map-view.ts";
import { print } from "./print.ts";
import type { Value } from "./value.ts";

/** `==`: numbers by value, equal types by equals(), everything else by its text. Unlike Velocity 1.7, API Gateway takes null
 * and the empty string for equal. */
export function isEqual(left: Value, right: Value): boolean {
  if (left === null || right === null) return text(left) === text(right);
  if (typeof left === "string" && typeof right === "string") return left === right;
  const order = compareNumbers(left, right);
  if (order !== undefined) return order === 0;
  return sameClass(left, right) ? javaEquals(left, right) : print(left) === print(right);
}

function text(value: Value): string {
  return value === null ? "" : print(value);
}

/** Java's equals(): numbers only of the same type, lists and maps by their elements. */
export function javaEquals(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (left instanceof Boxed) return right instanceof Boxed && left.kind === right.kind && left.value === right.value;
  if (left instanceof Decimal)
    return right instanceof Decimal && left.unscaled === right.unscaled && left.scale === right.scale;
  if (left instanceof MapEntry) return right instanceof MapEntry && sameItems(left.pair(), right.pair());
  if (left instanceof MapView) return right instanceof MapView && sameView(left, right);
  if (left instanceof JavaArray || right instanceof JavaArray) return false;
  if (typeof left === "number") return Number.isNaN(left) && Number.isNaN(right);
  if (Array.isArray(left)) return Array.isArray(right) && sameItems(left, right);
  if (left instanceof Map) return right instanceof Map && sameMap(left, right);
  return false;
}

/** The index of an equal item in a list; -1 if there is none. */
export function indexIn(list: readonly Value[], value: Value): number {
  return list.findIndex((one) => javaEquals(one, value));
}

function sameItems(left: readonly Value[], right: readonly Value[]): boolean {
  return left.length === right.length && left.every((one, at) => javaEquals(one, right[at] ?? null));
}

function sameMap(left: ReadonlyMap<Value, Value>, right: ReadonlyMap<Value, Value>): boolean {
  if (left.size !== right.size) return false;
  return sameEntries([...left], [...right]);
}

/** Is every entry of one in the other, in any order? */
function sameEntries(left: readonly [Value, Value][], right: readonly [Value, Value][]): boolean {
  return left.every(([key, one]) => right.some(([other, two]) => javaEquals(key, other) && javaEquals(one, two)));
}

/** Sets are equal when they hold the same in any order; values() are equal only to themselves. */
function sameView(left: MapView, right: MapView): boolean {
  if (left.kind === "values" || right.kind === "values") return left.map === right.map && left.kind === right.kind;
  const items = right.items();
  return left.map.size === right.map.size && left.items().every((one) => indexIn(items, one) >= 0);
}

function sameClass(left: Value, right: Value): boolean {
  if (left instanceof Boxed) return right instanceof Boxed && left.kind === right.kind;
  if (left instanceof JavaArray || right instanceof JavaArray) {
    return left instanceof JavaArray && right instanceof JavaArray && left.type === right.type;
  }
  if (Array.isArray(left)) return Array.isArray(right);
  if (left instanceof Map) return right instanceof Map;
  if (left instanceof MapView) return right instanceof MapView && left.kind === right.kind;
  if (left instanceof MapEntry) return right instanceof MapEntry;
  if (left instanceof Decimal) return right instanceof Decimal;
  return typeof left === "object" ? left === right : typeof left === typeof right;
}
