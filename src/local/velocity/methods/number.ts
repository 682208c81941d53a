import { Boxed, numeric, whole, wholeKind } from "../values/boxed.ts";
import type { Value } from "../values/value.ts";
import { comparison, method } from "./method.ts";
import type { Method } from "./method.ts";

/** The methods of java.lang.Number, and those that its classes have in common. */
export const numberMethods: Readonly<Record<string, Method<Value>>> = {
  byteValue: method([], (self: Value) => whole("Byte", BigInt.asIntN(8, bits(self)))),
  shortValue: method([], (self: Value) => whole("Short", BigInt.asIntN(16, bits(self)))),
  intValue: method([], (self: Value) => BigInt.asIntN(32, bits(self))),
  longValue: method([], (self: Value) => whole("Long", BigInt.asIntN(64, toLong(self)))),
  floatValue: method([], (self: Value) => new Boxed("Float", Math.fround(Number(numeric(self))))),
  doubleValue: method([], (self: Value) => Number(numeric(self))),
  compareTo: comparison((self: Value, other) => {
    const [one, two] = [numeric(self), numeric(other)];
    const alike = one !== undefined && two !== undefined && wholeKind(self) === wholeKind(other);
    return alike && self instanceof Boxed === other instanceof Boxed ? order(one, two) : undefined;
  }),
};

/** Java's compare(): not a number is larger than all, and minus zero smaller than zero. */
export function order(one: bigint | number, other: bigint | number): number {
  if (one < other) return -1;
  if (one > other) return 1;
  const rank = (value: bigint | number): number => (Number.isNaN(value) ? 1 : Object.is(value, -0) ? -1 : 0);
  return Math.sign(rank(one) - rank(other));
}

function toLong(value: Value): bigint {
  const number = numeric(value) ?? 0n;
  if (typeof number === "bigint") return number;
  if (Number.isNaN(number)) return 0n;
  return number >= 2 ** 63 ? 2n ** 63n - 1n : number <= -(2 ** 63) ? -(2n ** 63n) : BigInt(Math.trunc(number));
}

/** The source of a narrowing conversion: a floating-point number becomes the nearest int first. */
function bits(value: Value): bigint {
  const number = numeric(value) ?? 0n;
  if (typeof number === "bigint") return number;
  return Number.isNaN(number) ? 0n : BigInt(Math.trunc(Math.min(Math.max(number, -0x80000000), 0x7fffffff)));
}
