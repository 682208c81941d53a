import { compareDecimals, Decimal, decimalArithmetic } from "../values/decimal.ts";
import { Boxed, whole } from "../values/boxed.ts";
import type { Value } from "../values/value.ts";
import { comparison, method } from "./method.ts";
import type { Method } from "./method.ts";

/** The methods of java.math.BigDecimal that a template may use. */
export const decimalMethods: Readonly<Record<string, Method<Decimal>>> = {
  byteValue: method([], (self: Decimal) => whole("Byte", BigInt.asIntN(8, self.truncated()))),
  shortValue: method([], (self: Decimal) => whole("Short", BigInt.asIntN(16, self.truncated()))),
  intValue: method([], (self: Decimal) => BigInt.asIntN(32, self.truncated())),
  longValue: method([], (self: Decimal) => whole("Long", BigInt.asIntN(64, self.truncated()))),
  floatValue: method([], (self: Decimal) => new Boxed("Float", Math.fround(self.toNumber()))),
  doubleValue: method([], (self: Decimal) => self.toNumber()),
  toBigInteger: method([], (self: Decimal) => whole("BigInteger", self.truncated())),
  toPlainString: method([], (self: Decimal) => self.printPlain()),
  scale: method([], (self: Decimal) => BigInt(self.scale)),
  signum: method([], (self: Decimal) => (self.unscaled === 0n ? 0n : self.unscaled < 0n ? -1n : 1n)),
  negate: method([], (self: Decimal) => new Decimal(-self.unscaled, self.scale)),
  abs: method([], (self: Decimal) => (self.unscaled < 0n ? new Decimal(-self.unscaled, self.scale) : self)),
  add: calculation("+"),
  subtract: calculation("-"),
  multiply: calculation("*"),
  compareTo: comparison((self: Decimal, other) =>
    other instanceof Decimal ? compareDecimals(self, other) : undefined,
  ),
};

function calculation(operator: "+" | "-" | "*"): Method<Decimal> {
  return method(["any"], (self: Decimal, other: Value) =>
    other instanceof Decimal ? decimalArithmetic(operator, self, other) : undefined,
  );
}
