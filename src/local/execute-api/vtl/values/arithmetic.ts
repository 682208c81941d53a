import type { BinaryOperator } from "../parse/node.ts";
import { print } from "./print.ts";
import { isJavaObject } from "./value.ts";
import type { Value } from "./value.ts";

/** `+ - * / %` as Velocity computes them: whole numbers stay whole; null where an operand is no number or the divisor is 0. */
export function arithmetic(operator: BinaryOperator, left: Value, right: Value): Value {
  if (typeof left === "bigint" && typeof right === "bigint") return whole(operator, left, right);
  const isNumber = (value: Value): value is bigint | number => typeof value === "bigint" || typeof value === "number";
  return isNumber(left) && isNumber(right) ? real(operator, Number(left), Number(right)) : null;
}

function whole(operator: BinaryOperator, left: bigint, right: bigint): Value {
  if (operator === "+") return left + right;
  if (operator === "-") return left - right;
  if (operator === "*") return left * right;
  if (right === 0n) return null;
  return operator === "/" ? left / right : left % right;
}

function real(operator: BinaryOperator, left: number, right: number): Value {
  if (operator === "+") return left + right;
  if (operator === "-") return left - right;
  if (operator === "*") return left * right;
  if (right === 0) return null;
  return operator === "/" ? left / right : left % right;
}

/** `< > <= >=`, false for anything but numbers. */
export function isOrdered(operator: BinaryOperator, left: Value, right: Value): boolean {
  if (typeof left !== "bigint" && typeof left !== "number") return false;
  if (typeof right !== "bigint" && typeof right !== "number") return false;
  if (operator === "<") return left < right;
  if (operator === ">") return left > right;
  return operator === "<=" ? left <= right : left >= right;
}

/** `==`: numbers by value, equal types by equals(), all else by what they print. API Gateway, unlike Velocity 1.7, also
 * takes null and the empty string for equal. */
export function isEqual(left: Value, right: Value): boolean {
  if (left === null || right === null) return (left ?? "") === (right ?? "");
  if (typeof left === "string" && typeof right === "string") return left === right;
  if (isNumeric(left) && isNumeric(right)) return left == right;
  if (sameKind(left, right)) return javaEquals(left, right);
  return print(left) === print(right);
}

/** Java's equals(): lists and maps by their elements. */
export function javaEquals(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((one, at) => javaEquals(one, right[at] ?? null));
  }
  if (left instanceof Map && right instanceof Map) {
    if (left.size !== right.size) return false;
    return [...left].every(([key, one]) => right.has(key) && javaEquals(one, right.get(key) ?? null));
  }
  return false;
}

function isNumeric(value: Value): value is bigint | number {
  return typeof value === "bigint" || typeof value === "number";
}

function sameKind(left: Value, right: Value): boolean {
  if (Array.isArray(left)) return Array.isArray(right);
  if (left instanceof Map) return right instanceof Map;
  if (left !== null && isJavaObject(left)) return left === right;
  return typeof left === typeof right;
}
