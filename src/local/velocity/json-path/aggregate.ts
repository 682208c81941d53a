import { numeric } from "../values/boxed.ts";
import { JsonArray } from "../values/value.ts";
import type { Value } from "../values/value.ts";

/** A function at the end of a JSON path, such as `length()` or `max()`; undefined where it has no result. */
export function aggregate(name: string, value: Value): Value | undefined {
  if (name === "length" || name === "size") {
    if (value instanceof Map) return BigInt(value.size);
    return typeof value === "string" || Array.isArray(value) ? BigInt(value.length) : undefined;
  }
  if (name === "keys") return value instanceof Map ? JsonArray.from(value.keys()) : undefined;
  if (!Array.isArray(value)) return undefined;
  if (name === "first") return value[0];
  if (name === "last") return value.at(-1);
  const numbers = value.flatMap((one) => numeric(one) ?? []).map(Number);
  if (numbers.length === 0) return undefined;
  const sum = numbers.reduce((total, one) => total + one, 0);
  const mean = sum / numbers.length;
  switch (name) {
    case "min":
      return Math.min(...numbers);
    case "max":
      return Math.max(...numbers);
    case "sum":
      return sum;
    case "avg":
      return mean;
    default:
      return Math.sqrt(numbers.reduce((total, one) => total + (one - mean) ** 2, 0) / numbers.length);
  }
}
