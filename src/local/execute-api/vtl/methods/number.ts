import { TemplateError } from "../template-error.ts";
import { print } from "../values/print.ts";
import { method, overloaded } from "./method.ts";
import type { Method } from "./method.ts";

type JavaNumber = bigint | number;

/** The methods of java.lang.Integer, Long and Double, the static ones too: templates reach parseInt through any number. */
export const numberMethods: Readonly<Record<string, Method<JavaNumber>>> = {
  intValue: method([], (self: JavaNumber) => (typeof self === "bigint" ? BigInt.asIntN(32, self) : truncated(self))),
  longValue: method([], (self: JavaNumber) => (typeof self === "bigint" ? self : truncated(self))),
  doubleValue: method([], (self: JavaNumber) => Number(self)),
  floatValue: method([], (self: JavaNumber) => Math.fround(Number(self))),
  compareTo: method(["number"], (self: JavaNumber, other) => (self < other ? -1n : self > other ? 1n : 0n)),
  equals: method(["any"], (self: JavaNumber, other) => typeof self === typeof other && self === other),
  parseInt: overloaded(
    method(["string"], (_: JavaNumber, text) => parseWhole(text, 10)),
    method(["string", "int"], (_: JavaNumber, text, radix) => parseWhole(text, radix)),
  ),
  parseLong: method(["string"], (_: JavaNumber, text) => parseWhole(text, 10)),
  parseDouble: method(["string"], (_: JavaNumber, text) => parseReal(text)),
  valueOf: overloaded(
    method(["string"], (self: JavaNumber, text) => (typeof self === "bigint" ? parseWhole(text, 10) : parseReal(text))),
    method(["number"], (self: JavaNumber, other) => (typeof self === "bigint" ? other : Number(other))),
  ),
  toString: overloaded(
    method([], (self: JavaNumber) => print(self)),
    method(["number"], (_: JavaNumber, other) => print(other)),
    method(["int", "int"], (_: JavaNumber, other, radix) => other.toString(radix)),
  ),
  toHexString: method(["int"], (_: JavaNumber, other) => (other >>> 0).toString(16)),
  toBinaryString: method(["int"], (_: JavaNumber, other) => (other >>> 0).toString(2)),
  max: method(["number", "number"], (_: JavaNumber, one, other) => (one > other ? one : other)),
  min: method(["number", "number"], (_: JavaNumber, one, other) => (one < other ? one : other)),
  isNaN: method([], (self: JavaNumber) => (typeof self === "number" ? Number.isNaN(self) : undefined)),
};

function truncated(value: number): bigint {
  return Number.isFinite(value) ? BigInt(Math.trunc(value)) : 0n;
}

function parseWhole(text: string, radix: number): bigint {
  const parsed = /^[+-]?[0-9a-zA-Z]+$/.test(text) ? parseInt(text, radix) : NaN;
  if (Number.isNaN(parsed)) throw new TemplateError(`For input string: "${text}"`);
  return radix === 10 && /^[+-]?\d+$/.test(text) ? BigInt(text.replace("+", "")) : BigInt(parsed);
}

function parseReal(text: string): number {
  const parsed = text.trim() === "" ? NaN : Number(text.trim());
  if (Number.isNaN(parsed)) throw new TemplateError(`For input string: "${text}"`);
  return parsed;
}
