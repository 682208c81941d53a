import { printJson } from "./json-print.ts";
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
  if (Array.isArray(value)) return `[${value.map(print).join(", ")}]`;
  if (value instanceof Map) return `{${[...value].map(([key, one]) => `${print(key)}=${print(one)}`).join(", ")}}`;
  return value.print();
}

/** Java's Double.toString: always with a fraction, and with an exponent below 0.001 and from 10,000,000 on. */
export function printDouble(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
  if (Object.is(value, -0)) return "-0.0";
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-3 && size < 1e7)) {
    const plain = String(value);
    return plain.includes(".") ? plain : `${plain}.0`;
  }
  const [digits = "", exponent = ""] = value.toExponential().split("e");
  return `${digits.includes(".") ? digits : `${digits}.0`}E${Number(exponent)}`;
}
