import { TemplateError } from "../template-error.ts";
import type { JavaObject, Value } from "./value.ts";

// With more zeros calculations take too long; Java would run out of memory.
const mostZeros = 100_000;
const largestExponent = 2_147_483_647;

/** Java's BigDecimal: all digits that were written, and how many of them are a fraction. */
export class Decimal implements JavaObject {
  readonly unscaled: bigint;
  readonly scale: number;

  constructor(unscaled: bigint, scale: number) {
    this.unscaled = unscaled;
    this.scale = scale;
  }

  property(): Value {
    return null;
  }

  call(): Value | undefined {
    return undefined;
  }

  /** The nearest double. */
  toNumber(): number {
    return Number(this.print());
  }

  /** Java's toString: plain, or with an exponent where zeros would have to be added. */
  print(): string {
    const sign = this.unscaled < 0n ? "-" : "";
    const digits = String(this.unscaled).slice(sign.length);
    const exponent = digits.length - 1 - this.scale;
    if (this.scale >= 0 && exponent >= -6) return sign + this.#plain(digits);
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : "";
    return `${sign}${digits.charAt(0)}${fraction}${exponent === 0 ? "" : `E${exponent > 0 ? "+" : ""}${exponent}`}`;
  }

  /** Java's toPlainString. */
  printPlain(): string {
    const sign = this.unscaled < 0n ? "-" : "";
    const digits = String(this.unscaled).slice(sign.length);
    if (this.scale > 0) return sign + this.#plain(digits);
    return this.unscaled === 0n ? "0" : sign + digits + "0".repeat(zeros(-this.scale));
  }

  /** The integer part. */
  truncated(): bigint {
    if (this.scale <= 0) return this.unscaled * 10n ** BigInt(zeros(-this.scale));
    return this.scale > String(this.unscaled).length ? 0n : this.unscaled / 10n ** BigInt(zeros(this.scale));
  }

  #plain(digits: string): string {
    if (this.scale === 0) return digits;
    const padded = digits.padStart(zeros(this.scale) + 1, "0");
    return `${padded.slice(0, -this.scale)}.${padded.slice(-this.scale)}`;
  }
}

/** Parses a number; undefined where its exponent is beyond Java's. */
export function readDecimal(text: string): Decimal | undefined {
  const [mantissa = "", exponent = "0"] = text.split(/[eE]/);
  const [whole = "", fraction = ""] = mantissa.split(".");
  const scale = fraction.length - Number(exponent);
  if (Math.abs(scale) > largestExponent) return undefined;
  return new Decimal(BigInt(whole + fraction), scale);
}

/** A number of another kind as a decimal: a double by the digits that it prints. */
export function asDecimal(number: Decimal | bigint | number): Decimal {
  if (number instanceof Decimal) return number;
  if (typeof number === "bigint") return new Decimal(number, 0);
  const read = Number.isFinite(number) ? readDecimal(String(number)) : undefined;
  if (read === undefined) throw new TemplateError(`NumberFormatException: ${number} is not a decimal number`);
  return read;
}

/** `+ - * /`; a quotient has as many decimal places as the dividend. Throws TemplateError for `%`, as Velocity does. */
export function decimalArithmetic(operator: "+" | "-" | "*" | "/" | "%", left: Decimal, right: Decimal): Decimal {
  switch (operator) {
    case "+":
    case "-": {
      const [one, other, scale] = aligned(left, right);
      return new Decimal(operator === "+" ? one + other : one - other, scale);
    }
    case "*":
      return new Decimal(left.unscaled * right.unscaled, left.scale + right.scale);
    case "/":
      return new Decimal(quotient(left.unscaled, right), left.scale);
    case "%":
      throw new TemplateError("Cannot calculate the modulo of BigDecimals.");
  }
}

/** -1, 0 or 1. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  const [one, other] = [magnitude(left), magnitude(right)];
  if (one !== other) return one < other ? -1 : 1;
  const [first, second] = aligned(left, right);
  return first < second ? -1 : first > second ? 1 : 0;
}

/** First by sign and number of integer digits; where those are equal, the scales are nearly equal. */
function magnitude({ unscaled, scale }: Decimal): number {
  if (unscaled === 0n) return 0;
  const size = String(unscaled < 0n ? -unscaled : unscaled).length - scale + largestExponent + 1;
  return unscaled < 0n ? -size : size;
}

function aligned(left: Decimal, right: Decimal): readonly [bigint, bigint, number] {
  const scale = Math.max(left.scale, right.scale);
  const raised = ({ unscaled, scale: own }: Decimal): bigint => unscaled * 10n ** BigInt(zeros(scale - own));
  return [raised(left), raised(right), scale];
}

/** Rounded to the nearest, half down. */
function quotient(dividend: bigint, { unscaled, scale }: Decimal): bigint {
  const above = scale > 0 ? dividend * 10n ** BigInt(zeros(scale)) : dividend;
  const below = scale < 0 ? unscaled * 10n ** BigInt(zeros(-scale)) : unscaled;
  const [whole, rest] = [above / below, above % below];
  const twice = 2n * (rest < 0n ? -rest : rest);
  if (twice <= (below < 0n ? -below : below)) return whole;
  return above < 0n === below < 0n ? whole + 1n : whole - 1n;
}

function zeros(count: number): number {
  if (count <= mostZeros) return count;
  throw new TemplateError(`A number with ${count} zeros is too long`);
}
