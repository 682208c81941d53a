import { JavaArray, printArray } from "./java-array.ts";
import { printJson } from "./json-print.ts";
import { printDouble } from "./print-double.ts";
import { SilentMap } from "./silent-map.ts";
import { JsonArray } from "./value.ts";
import type { Value } from "./value.ts";

/** Java's String.valueOf: lists as `[a, b]`, maps as `{k=v}`, JSON arrays as JSON text, null as "null". */
export function print(value: Value): string {
  switch (typeof value) {
    case "string":
      return value;
    case "number":
      return printDouble(value);
    case "bigint":
    case "boolean":
      return String(value);
    default:
  }
  if (value === null) return "null";
  if (value instanceof JsonArray) return printJson(value, { escapeSlash: true });
  if (value instanceof JavaArray) return printArray(value);
  if (Array.isArray(value))
    return `[${value.map((one) => (one === value ? "(this Collection)" : print(one))).join(", ")}]`;
  if (value instanceof SilentMap) return "";
  if (value instanceof Map) return `{${[...value].map((entry) => printEntry(entry, value)).join(", ")}}`;
  return value.print();
}

function printEntry([key, value]: [Value, Value], map: Value): string {
  return `${key === map ? "(this Map)" : print(key)}=${value === map ? "(this Map)" : print(value)}`;
}
