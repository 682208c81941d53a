import { Boxed, numeric, wholeKind } from "../values/boxed.ts";
import { JavaArray } from "../values/java-array.ts";
import { itemsOf } from "../values/map-view.ts";
import { TemplateError } from "../template-error.ts";
import type { Value } from "../values/value.ts";

/** A Java method on a value: undefined means that Java has no such method for these arguments. */
export interface Method<T> {
  (self: T, args: readonly Value[]): Value | undefined;
  /** There is a method without parameters. Velocity calls it with any arguments, and fails. */
  takesNone?: boolean;
}

/** Kinds of arguments that a method takes. */
export type Kind = keyof Kinds;

interface Kinds {
  readonly string: string;
  readonly int: number;
  readonly long: bigint;
  readonly double: number;
  readonly char: string;
  readonly boolean: boolean;
  readonly list: readonly Value[];
  readonly map: Map<Value, Value>;
  readonly any: Value;
  readonly null: null;
}

type Arguments<K extends readonly Kind[]> = { readonly [At in keyof K]: Kinds[K[At]] };

const primitives: ReadonlySet<Kind> = new Set<Kind>(["int", "long", "double", "char", "boolean"]);

/** A method that takes exactly these kinds of arguments. A number can stand for a wider one. Null is passed only to methods for
 * `any`. */
export function method<T, const K extends readonly Kind[]>(
  kinds: K,
  work: (self: T, ...args: Arguments<K>) => Value | undefined,
): Method<T> {
  const whole: Method<T> = (self, args) => {
    if (args.length !== kinds.length) return undefined;
    const given: unknown[] = [];
    let isNull = false;
    for (let at = 0; at < kinds.length; at++) {
      const kind = kinds[at] ?? "any";
      const arg = args[at] ?? null;
      const fitting = arg === null && !primitives.has(kind) ? null : fit(kind, arg);
      if (fitting === undefined) return undefined;
      isNull ||= fitting === null && kind !== "any" && kind !== "null";
      given.push(fitting);
    }
    if (isNull) throw new TemplateError("NullPointerException");
    return work(self, ...(given as unknown as Arguments<K>));
  };
  whole.takesNone = kinds.length === 0;
  return whole;
}

/** Several methods of one name: the first that takes the arguments. */
export function overloaded<T>(...methods: readonly Method<T>[]): Method<T> {
  const whole: Method<T> = (self, args) => {
    for (const one of methods) {
      const result = one(self, args);
      if (result !== undefined) return result;
    }
    return undefined;
  };
  whole.takesNone = methods.some(({ takesNone }) => takesNone === true);
  return whole;
}

/** Java's compareTo(): it throws for objects of another class. */
export function comparison<T>(compare: (self: T, other: Value) => number | undefined): Method<T> {
  return method(["any"], (self: T, other) => {
    const order = compare(self, other);
    if (order === undefined) throw new TemplateError("ClassCastException");
    return BigInt(order);
  });
}

const widths: Readonly<Record<"int" | "long" | "double", readonly string[]>> = {
  int: ["Byte", "Short", "Integer"],
  long: ["Byte", "Short", "Integer", "Long"],
  double: ["Byte", "Short", "Integer", "Long"],
};

function fit(kind: Kind, value: Value): Kinds[Kind] | undefined {
  switch (kind) {
    case "string":
    case "boolean":
      return typeof value === kind ? (value as string | boolean) : undefined;
    case "int":
    case "long":
      return widths[kind].includes(wholeKind(value) ?? "") ? asKind(kind, numeric(value) as bigint) : undefined;
    case "double":
      if (typeof value === "number" || widths.double.includes(wholeKind(value) ?? "")) return Number(numeric(value));
      return value instanceof Boxed && typeof value.value === "number" ? value.value : undefined;
    case "char":
      return value instanceof Boxed && typeof value.value === "string" ? value.value : undefined;
    case "list":
      // A Java array is not a collection.
      return value instanceof JavaArray ? undefined : itemsOf(value);
    case "map":
      return value instanceof Map ? value : undefined;
    case "null":
      return value === null ? null : undefined;
    case "any":
      return value;
  }
}

function asKind(kind: "int" | "long", value: bigint): number | bigint {
  return kind === "int" ? Number(value) : value;
}
