/** What a template can hold: Java's values in JavaScript's. Whole numbers of any Java type are bigint, floating-point
 * numbers are number, maps keep their order. Java's null is null; undefined never occurs. */
export type Value = null | string | boolean | bigint | number | Value[] | Map<Value, Value> | JavaObject;

/** Anything else with properties or methods, such as `$input`, `$util` or a loop's `$foreach`. */
export interface JavaObject {
  /** The value of `.name`, or of its getter; null where Java has none. */
  property(name: string): Value;
  /** The result of a method; undefined where Java has no such method for these arguments. */
  call(name: string, args: readonly Value[]): Value | undefined;
  /** Java's toString(). */
  print(): string;
  /** What `#set($object.key = value)` and `#set($object[key] = value)` do, where they do something. */
  set?(key: Value, value: Value): void;
}

/** A JSON array as `$input.path` gives it: it prints as JSON, unlike every other list. */
export class JsonArray extends Array<Value> {
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }
}
