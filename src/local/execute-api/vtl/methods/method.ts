import { TemplateError } from "../template-error.ts";
import type { Value } from "../values/value.ts";

/** A Java method on a value: undefined means that Java has no such method for these arguments. */
export type Method<T> = (self: T, args: readonly Value[]) => Value | undefined;

export type Kind = "string" | "int" | "number" | "list" | "map" | "any";

interface Kinds {
  readonly string: string;
  readonly int: number;
  readonly number: bigint | number;
  readonly list: Value[];
  readonly map: Map<Value, Value>;
  readonly any: Value;
}

type Arguments<K extends readonly Kind[]> = { readonly [At in keyof K]: Kinds[K[At]] };

/** A method that takes exactly these kinds of arguments; an `int` arrives as a JavaScript number. */
export function method<T, const K extends readonly Kind[]>(
  kinds: K,
  work: (self: T, ...args: Arguments<K>) => Value | undefined,
): Method<T> {
  return (self, args) => {
    if (args.length !== kinds.length || !kinds.every((kind, at) => fits(kind, args[at] ?? null))) return undefined;
    if (kinds.some((kind, at) => kind !== "any" && args[at] === null)) throw new TemplateError("NullPointerException");
    const given = args.map((arg, at) => (kinds[at] === "int" ? Number(arg) : arg));
    return work(self, ...(given as unknown as Arguments<K>));
  };
}

/** Several methods of one name: the first that takes the arguments. */
export function overloaded<T>(...methods: readonly Method<T>[]): Method<T> {
  return (self, args) => {
    for (const one of methods) {
      const result = one(self, args);
      if (result !== undefined) return result;
    }
    return undefined;
  };
}

function fits(kind: Kind, value: Value): boolean {
  if (value === null) return kind !== "int" && kind !== "number";
  switch (kind) {
    case "string":
      return typeof value === "string";
    case "int":
      return typeof value === "bigint";
    case "number":
      return typeof value === "bigint" || typeof value === "number";
    case "list":
      return Array.isArray(value);
    case "map":
      return value instanceof Map;
    case "any":
      return true;
  }
}
