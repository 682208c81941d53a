import type { Expression } from "../parse/node.ts";
import { arithmetic, isEqual, isOrdered } from "../values/arithmetic.ts";
import { print } from "../values/print.ts";
import type { Value } from "../values/value.ts";
import { renderBlock } from "./block.ts";
import { captured } from "./frame.ts";
import type { Frame } from "./frame.ts";
import { resolve } from "./reference.ts";

type Binary = Extract<Expression, { type: "binary" }>;

/** The value of an expression; null for what cannot be computed. */
export function evaluate(expression: Expression, frame: Frame): Value {
  switch (expression.type) {
    case "reference":
      return resolve(expression, frame);
    case "constant":
      return expression.value;
    case "interpolation":
      return captured(frame, (inner) => renderBlock(expression.body, inner));
    case "list":
      return expression.items.map((item) => evaluate(item, frame));
    case "map":
      return new Map(expression.entries.map(([key, value]) => [evaluate(key, frame), evaluate(value, frame)]));
    case "range":
      return range(evaluate(expression.from, frame), evaluate(expression.to, frame));
    case "not":
      return !isTrue(expression.operand, frame);
    case "binary":
      return binary(expression, frame);
  }
}

/** What `#if` makes of an expression: null and false are false, and so is every literal but `true`. */
export function isTrue(expression: Expression, frame: Frame): boolean {
  switch (expression.type) {
    case "reference": {
      const value = resolve(expression, frame);
      return typeof value === "boolean" ? value : value !== null;
    }
    case "constant":
      return expression.value === true;
    case "not":
      return !isTrue(expression.operand, frame);
    case "binary":
      return binary(expression, frame) === true;
    default:
      return false;
  }
}

function binary({ operator, left, right }: Binary, frame: Frame): Value {
  switch (operator) {
    case "&&":
      return isTrue(left, frame) && isTrue(right, frame);
    case "||":
      return isTrue(left, frame) || isTrue(right, frame);
    case "==":
      return isEqual(evaluate(left, frame), evaluate(right, frame));
    case "!=":
      return !isEqual(evaluate(left, frame), evaluate(right, frame));
    case "<":
    case ">":
    case "<=":
    case ">=":
      return isOrdered(operator, evaluate(left, frame), evaluate(right, frame));
    case "+":
      return sum(left, right, frame);
    default:
      return arithmetic(operator, evaluate(left, frame), evaluate(right, frame));
  }
}

/** With a string on either side `+` joins texts; a null operand then stands as it is written. */
function sum(left: Expression, right: Expression, frame: Frame): Value {
  const [first, second] = [evaluate(left, frame), evaluate(right, frame)];
  if (typeof first !== "string" && typeof second !== "string") return arithmetic("+", first, second);
  return (first === null ? left.source : print(first)) + (second === null ? right.source : print(second));
}

function range(from: Value, to: Value): Value {
  const [first, last] = [wholeNumber(from), wholeNumber(to)];
  if (first === undefined || last === undefined) return null;
  const step = first >= last ? -1n : 1n;
  const items: Value[] = [];
  for (let one = first; one !== last + step; one += step) items.push(one);
  return items;
}

function wholeNumber(value: Value): bigint | undefined {
  if (typeof value === "bigint") return value;
  return typeof value === "number" && Number.isFinite(value) ? BigInt(Math.trunc(value)) : undefined;
}
