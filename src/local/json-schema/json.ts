/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
/** A JSON object. */
export interface JsonObject {
  readonly [name: string]: Json;
}

/** Is it an object, not null and not an array? */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Is it an array? */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** Is it a string? */
export function isText(value: Json): value is string {
  return typeof value === "string";
}

/** Is it a number? */
export function isNumber(value: Json): value is number {
  return typeof value === "number";
}

/** Has the object a member of that name? */
export function has(value: JsonObject, name: string): boolean {
  return Object.hasOwn(value, name);
}

/** The value as JSON text, the same for all orders of members. */
export function sortedText(value: Json): string {
  return JSON.stringify(value, (_, one: Json) =>
    isObject(one) ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1))) : one,
  );
}

/** Are two values the same JSON, whatever the order of members? */
export function isSame(left: Json, right: Json): boolean {
  if (isList(left))
    return isList(right) && left.length === right.length && left.every((one, at) => isSame(one, right[at] ?? null));
  if (!isObject(left) || !isObject(right)) return left === right;
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => has(right, name) && isSame(left[name] ?? null, right[name] ?? null))
  );
}
