import { numeric } from "./boxed.ts";
import { print } from "./print.ts";
import { printDouble } from "./print-double.ts";
import type { Value } from "./value.ts";

/** How JSON text is written: API Gateway's JSON library escapes slashes when it prints an array, not in `$input.json`. */
export interface JsonStyle {
  readonly escapeSlash: boolean;
}

/** A value as compact JSON text. */
export function printJson(value: Value, style: JsonStyle = { escapeSlash: false }): string {
  if (value === null) return "null";
  if (typeof value === "string") return quote(value, style);
  if (typeof value === "number") return Number.isFinite(value) ? printDouble(value) : "null";
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
