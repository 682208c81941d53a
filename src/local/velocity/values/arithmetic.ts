import type { BinaryOperator } from "../parse/node.ts";
import { Boxed, numeric, whole, wholeKind } from "./boxed.ts";
import type { WholeKind } from "./boxed.ts";
import { asDecimal, compareDecimals, Decimal, decimalArithmetic } from "./decimal.ts";
import { TemplateError } from "../template-error.ts";
import type { Value } from "./value.ts";

/** `+ - * / %` as Velocity computes them: whole numbers stay whole and take the larger type that they need; null where an
 * operand is not a number or the divisor is 0. */
export function arithmetic(operator: BinaryOperator, left: Value, right: Value): Value {
  if (typeof left === "bigint" && typeof right === "bigint") return plain(operator, left, right);
  return general(operator, left, right);
}

/** Integers mostly meet integers and stay small. */
function plain(operator: BinaryOperator, left: bigint, right: bigint): Value {
  if ((operator === "/" || operator === "%") && right === 0n) return null;
  const result = wholeResult(operator, left, right);
  const isSmall = BigInt.asIntN(32, left) === left && BigInt.asIntN(32, right) === right;
  return isSmall && BigInt.asIntN(32, result) === result ? result : general(operator, left, right);
}

function general(operator: BinaryOperator, left: Value, right: Value): Value {
  const decimals = asDecimals(left, right);
  if (decimals !== undefined) {
    if ((operator === "/" || operator === "%") && decimals[1].unscaled === 0n) return null;
    return decimalArithmetic(operator as Parameters<typeof decimalArithmetic>[0], ...decimals);
  }
  const [first, second] = [numeric(left), numeric(right)];
  if (first === undefined || second === undefined) return null;
  if ((operator === "/" || operator === "%") && Number(second) === 0) return null;
  if (typeof first === "bigint" && typeof second === "bigint") {
    const kinds = [wholeKind(left) ?? "Integer", wholeKind(right) ?? "Integer"] as const;
    const result = wholeResult(operator, first, second);
    if (!kinds.includes("BigInteger"))
      return fitting(result, sizes[Math.max(...kinds.map((kind) => sizes.indexOf(kind)))]);
    // BigInteger's mod() has no negative results, and takes no negative divisor.
    if (operator === "%" && second < 0n) throw new TemplateError("BigInteger: modulus not positive");
    return whole("BigInteger", operator === "%" && result < 0n ? result + second : result);
  }
  const result = real(operator, Number(first), Number(second));
  return isFloat(left, right) ? new Boxed("Float", Math.fround(result)) : result;
}

/** Both operands, where one is a decimal and the other any number. */
function asDecimals(left: Value, right: Value): readonly [Decimal, Decimal] | undefined {
  if (!(left instanceof Decimal) && !(right instanceof Decimal)) return undefined;
  const [first, second] = [left, right].map((one) => (one instanceof Decimal ? one : numeric(one)));
  return first === undefined || second === undefined ? undefined : [asDecimal(first), asDecimal(second)];
}

const sizes: readonly WholeKind[] = ["Byte", "Short", "Integer", "Long"];
const bits: Readonly<Record<WholeKind, number>> = { Byte: 8, Short: 16, Integer: 32, Long: 64, BigInteger: Infinity };

/** The result in the type of the larger operand, or in the next one that can hold it. */
function fitting(result: bigint, least: WholeKind = "Integer"): Value {
  const kind = sizes.slice(sizes.indexOf(least)).find((size) => BigInt.asIntN(bits[size], result) === result);
  return whole(kind ?? "BigInteger", result);
}

/** Floats stay floats, also with whole numbers, until a double comes along. */
function isFloat(left: Value, right: Value): boolean {
  return typeof left !== "number" && typeof right !== "number";
}

function wholeResult(operator: BinaryOperator, left: bigint, right: bigint): bigint {
  if (operator === "+") return left + right;
  if (operator === "-") return left - right;
  if (operator === "*") return left * right;
  return operator === "/" ? left / right : left % right;
}

function real(operator: BinaryOperator, left: number, right: number): number {
  if (operator === "+") return left + right;
  if (operator === "-") return left - right;
  if (operator === "*") return left * right;
  return operator === "/" ? left / right : left % right;
}

/** -1, 0 or 1; also 0 where one is not a number, as Velocity has it. Undefined for what is not a number in Java. */
export function compareNumbers(left: Value, right: Value): number | undefined {
  if (typeof left === "bigint" && typeof right === "bigint") return left < right ? -1 : left > right ? 1 : 0;
  const decimals = asDecimals(left, right);
  if (decimals !== undefined) return compareDecimals(...decimals);
  const [first, second] = [numeric(left), numeric(right)];
  if (first === undefined || second === undefined) return undefined;
  const isWhole = typeof first === "bigint" && typeof second === "bigint";
  const [one, other] = isWhole ? [first, second] : [Number(first), Number(second)];
  return one < other ? -1 : one > other ? 1 : 0;
}

/** `< > <= >=`, false for anything but numbers. */
export function isOrdered(operator: BinaryOperator, left: Value, right: Value): boolean {
  const order = compareNumbers(left, right);
  if (order === undefined) return false;
  if (operator === "<") return order < 0;
  if (operator === ">") return order > 0;
  return operator === "<=" ? order <= 0 : order >= 0;
}
