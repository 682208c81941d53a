import type { Value } from "./value.ts";

/** A Java array, such as split() makes: it cannot grow, and prints as type and hash code. */
export class JavaArray extends Array<Value> {
  /** The type of its items in Java's own letters. */
  type: "[Ljava.lang.String;" | "[Ljava.lang.Object;" | "[C" | "[B" = "[Ljava.lang.Object;";

  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }
}

/** An array of these items. */
export function javaArray(type: JavaArray["type"], items: readonly Value[]): JavaArray {
  const array = JavaArray.from(items) as JavaArray;
  array.type = type;
  return array;
}

const hashes = new WeakMap<JavaArray, number>();
let made = 0x1b6d3586;

/** The hash code of the object itself, which says nothing about its items. */
export function identityHash(array: JavaArray): number {
  let hash = hashes.get(array);
  if (hash === undefined) hashes.set(array, (hash = made = (made * 48271) % 0x7fffffff));
  return hash;
}

/** Its type and hash code, as Object.toString() has it. */
export function printArray(array: JavaArray): string {
  return `${array.type}@${identityHash(array).toString(16)}`;
}
