import { numeric } from "./boxed.ts";
import { JavaArray, printArray } from "./java-array.ts";
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

/** How JSON text is written: API Gateway's JSON library escapes slashes when it prints an array, not in `$input.json`. */
export interface JsonStyle {
  readonly escapeSlash: boolean;
}

/** A value as compact JSON text. */
export function printJson(value: Value, style: JsonStyle = { escapeSlash: false }): string {
  if (value === null) return "null";
  if (typeof value === "string") return quote(value, style);
  if (typeof value === "number") return Math.abs(value) === Infinity ? "null" : printDouble(value);
  if (typeof value === "bigint" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return `[${value.map((one) => printJson(one, style)).join(",")}]`;
  if (!(value instanceof Map)) return numeric(value) === undefined ? quote(value.print(), style) : value.print();
  const members = [...value].map(([key, one]) => `${quote(print(key), style)}:${printJson(one, style)}`);
  return `{${members.join(",")}}`;
}

// oxlint-disable-next-line no-control-regex -- control characters are what has to be escaped
const special = /["\\/\u0000-\u001f\u007f-\u009f\u2000-\u20ff]/g;
const short: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

function quote(text: string, { escapeSlash }: JsonStyle): string {
  const escaped = text.replace(special, (char) => {
    if (char === "/") return escapeSlash ? "\\/" : "/";
    return short[char] ?? `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  });
  return `"${escaped}"`;
}
