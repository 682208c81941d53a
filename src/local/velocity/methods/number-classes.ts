import { whole } from "../values/boxed.ts";
import { print } from "../values/print.ts";
import type { Value } from "../values/value.ts";
import { method, overloaded } from "./method.ts";
import type { Method } from "./method.ts";
import { numberMethods, order } from "./number.ts";
import { hashCode } from "./object.ts";
import { decode, parseReal, parseWhole } from "../java/parse-number.ts";

/** The methods of java.lang.Integer, the static ones too: templates reach parseInt through any number of the class. */
export const integerMethods = wholeMethods("Integer", "int");
/** The methods of java.lang.Long, the static ones too. */
export const longMethods = wholeMethods("Long", "long");

function wholeMethods(kind: "Integer" | "Long", type: "int" | "long"): Readonly<Record<string, Method<Value>>> {
  const size = kind === "Integer" ? 32 : 64;
  const make = (value: bigint | number): Value => whole(kind, BigInt.asIntN(size, BigInt(value)));
  const parse = (text: string, radix = 10): Value => whole(kind, parseWhole(text, radix, size));
  const unsigned = (radix: number): Method<Value> =>
    method([type], (_, value) => BigInt.asUintN(size, BigInt(value)).toString(radix));
  const pick = (choose: (one: bigint, other: bigint) => bigint | number): Method<Value> =>
    method([type, type], (_, one, other) => make(choose(BigInt(one), BigInt(other))));
  return {
    ...numberMethods,
    [kind === "Integer" ? "parseInt" : "parseLong"]: overloaded<Value>(
      method(["string"], (_, text) => parse(text)),
      method(["string", "int"], (_, text, radix) => parse(text, radix)),
    ),
    valueOf: overloaded<Value>(
      method([type], (_, value) => make(value)),
      method(["string"], (_, text) => parse(text)),
      method(["string", "int"], (_, text, radix) => parse(text, radix)),
    ),
    decode: method(["string"], (_, text) => whole(kind, decode(text, size))),
    toString: overloaded<Value>(
      method([], (self) => print(self)),
      method([type], (_, value) => String(value)),
      method([type, "int"], (_, value, radix) => value.toString(radix >= 2 && radix <= 36 ? radix : 10)),
    ),
    hashCode: method([type], (_, value) => BigInt(hashCode(make(value)))),
    toHexString: unsigned(16),
    toOctalString: unsigned(8),
    toBinaryString: unsigned(2),
    max: pick((one, other) => (one > other ? one : other)),
    min: pick((one, other) => (one < other ? one : other)),
    sum: pick((one, other) => one + other),
    compare: method([type, type], (_, one, other) => BigInt(order(one, other))),
    signum: method([type], (_, value) => BigInt(order(value, 0))),
    bitCount: method([type], (_, value) =>
      BigInt(BigInt.asUintN(size, BigInt(value)).toString(2).replaceAll("0", "").length),
    ),
  };
}

/** The methods of java.lang.Double, the static ones too. */
export const doubleMethods: Readonly<Record<string, Method<Value>>> = {
  ...numberMethods,
  parseDouble: method(["string"], (_, text) => parseReal(text)),
  valueOf: overloaded<Value>(
    method(["double"], (_, value) => value),
    method(["string"], (_, text) => parseReal(text)),
  ),
  toString: overloaded<Value>(
    method([], (self) => print(self)),
    method(["double"], (_, value) => print(value)),
  ),
  isNaN: overloaded<Value>(
    method([], (self) => Number.isNaN(self)),
    method(["double"], (_, value) => Number.isNaN(value)),
  ),
  isInfinite: overloaded<Value>(
    method([], (self) => Math.abs(Number(self)) === Infinity),
    method(["double"], (_, value) => Math.abs(value) === Infinity),
  ),
  hashCode: method(["double"], (_, value) => BigInt(hashCode(value))),
  isFinite: method(["double"], (_, value) => Number.isFinite(value)),
  max: method(["double", "double"], (_, one, other) => Math.max(one, other)),
  min: method(["double", "double"], (_, one, other) => Math.min(one, other)),
  sum: method(["double", "double"], (_, one, other) => one + other),
  compare: method(["double", "double"], (_, one, other) => BigInt(order(one, other))),
};
