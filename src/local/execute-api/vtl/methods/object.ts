import { javaEquals } from "../values/arithmetic.ts";
import { print } from "../values/print.ts";
import type { Value } from "../values/value.ts";
import { method } from "./method.ts";
import type { Method } from "./method.ts";

/** What every Java object can do. getClass() is not among it: API Gateway does not let templates reach classes. */
export const objectMethods: Readonly<Record<string, Method<Value>>> = {
  toString: method([], (self: Value) => print(self)),
  equals: method(["any"], (self: Value, other) => javaEquals(self, other)),
  hashCode: method([], (self: Value) => BigInt(hashCode(self))),
};

/** Java's hashCode() as a signed 32-bit number. */
export function hashCode(value: Value): number {
  if (value === null) return 0;
  if (typeof value === "string") return [...codeUnits(value)].reduce((hash, unit) => (31 * hash + unit) | 0, 0);
  if (typeof value === "boolean") return value ? 1231 : 1237;
  if (typeof value === "bigint")
    return Number(BigInt.asIntN(32, value ^ (BigInt.asIntN(32, value) === value ? 0n : value >> 32n)));
  if (typeof value === "number") return hashDouble(value);
  if (Array.isArray(value)) return value.reduce<number>((hash, one) => (Math.imul(31, hash) + hashCode(one)) | 0, 1);
  if (value instanceof Map)
    return [...value].reduce((sum, [key, one]) => (sum + (hashCode(key) ^ hashCode(one))) | 0, 0);
  return hashCode(value.print());
}

function* codeUnits(text: string): Generator<number> {
  for (let at = 0; at < text.length; at++) yield text.charCodeAt(at);
}

function hashDouble(value: number): number {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  return bits.getInt32(0) ^ bits.getInt32(4);
}
