import { Boxed, wholeKind } from "./boxed.ts";
import { Decimal } from "./decimal.ts";
import { JavaArray } from "./java-array.ts";
import { MapEntry } from "./map-entry.ts";
import { MapView } from "./map-view.ts";
import { JsonArray } from "./value.ts";
import type { JavaObject, Value } from "./value.ts";

/** What getClass() gives: the names of a class, and no way further into Java. */
export class JavaClass implements JavaObject {
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  property(name: string): Value {
    return this.call(`get${name.charAt(0).toUpperCase()}${name.slice(1)}`, []) ?? null;
  }

  call(name: string, args: readonly Value[]): Value | undefined {
    if (args.length > 0) return undefined;
    if (name === "getName" || name === "getTypeName") return this.#name;
    if (name === "getCanonicalName") return this.#name.replaceAll("$", ".");
    return name === "getSimpleName" ? simple(this.#name) : undefined;
  }

  print(): string {
    return `class ${this.#name}`;
  }
}

function simple(name: string): string {
  const isArray = name.startsWith("[");
  const type = { "[C": "char", "[B": "byte" }[name] ?? name.replace(/^.*[.$]/, "").replace(";", "");
  return isArray ? `${type}[]` : type;
}

/** The class of a value; undefined for those that API Gateway makes. */
export function classOf(value: Exclude<Value, null>): JavaClass | undefined {
  const name = nameOf(value);
  return name === undefined ? undefined : new JavaClass(name);
}

function nameOf(value: Exclude<Value, null>): string | undefined {
  const kind = value instanceof Boxed ? value.kind : wholeKind(value);
  if (kind !== undefined) return kind === "BigInteger" ? "java.math.BigInteger" : `java.lang.${kind}`;
  if (value instanceof Decimal) return "java.math.BigDecimal";
  if (typeof value === "string") return "java.lang.String";
  if (typeof value === "boolean") return "java.lang.Boolean";
  if (typeof value === "number") return "java.lang.Double";
  if (value instanceof JavaArray) return value.type;
  if (value instanceof JsonArray) return "net.minidev.json.JSONArray";
  if (Array.isArray(value)) return "java.util.ArrayList";
  if (value instanceof Map) return "java.util.LinkedHashMap";
  if (value instanceof MapView) return `java.util.LinkedHashMap$Linked${views[value.kind]}`;
  if (value instanceof MapEntry) return "java.util.LinkedHashMap$Entry";
  return value instanceof JavaClass ? "java.lang.Class" : undefined;
}

const views = { keys: "KeySet", values: "Values", entries: "EntrySet" } as const;
