import { spend, spendText } from "../budget.ts";
import type { Expression } from "../parse/node.ts";
import { arithmetic, isOrdered } from "../values/arithmetic.ts";
import { numeric } from "../values/boxed.ts";
import { isEqual } from "../values/equality.ts";
import { keyIn } from "../values/map-key.ts";
import { print } from "../values/print.ts";
import type { Value } from "../values/value.ts";
import { DefinedBlock } from "./defined-block.ts";
import { innerFrame } from "./frame.ts";
import type { Frame } from "./frame.ts";
import { resolve } from "./reference.ts";

type Binary = Extract<Expression, { type: "binary" }>;

/** The value of an expression; null for what cannot be computed. */
export function evaluate(expression: Expression, frame: Frame): Value {
  spend(1);
  switch (expression.type) {
    case "reference":
      return expression.form === "reference" ? resolve(expression, frame) : null;
    case "constant":
      return expression.value;
    case "word":
      return null;
    case "interpolation":
      return interpolate(expression, frame);
    case "list":
      return expression.items.map((item) => evaluate(item, frame));
    case "map":
      return mapOf(expression, frame);
    case "range":
      return range(evaluate(expression.from, frame), evaluate(expression.to, frame));
    case "not":
      return !isTrue(expression.operand, frame);
    case "binary":
      return binary(expression, frame);
  }
}

const calculations: ReadonlySet<string> = new Set(["+", "-", "*", "/", "%"]);

/** What `#if` makes of an expression: null and false are false, and so is every literal but `true`. */
export function isTrue(expression: Expression, frame: Frame): boolean {
  switch (expression.type) {
    case "reference": {
      const value = expression.form === "bare" ? null : resolve(expression, frame);
      if (value instanceof DefinedBlock) return value.toText() !== undefined;
      return typeof value === "boolean" ? value : value !== null;
    }
    case "constant":
      return expression.value === true;
    case "not":
      return !isTrue(expression.operand, frame);
    case "binary":
      // Velocity does not compute the operands of a calculation when it asks whether it is true.
      return !calculations.has(expression.operator) && binary(expression, frame) === true;
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
  const text = (first === null ? left.source : print(first)) + (second === null ? right.source : print(second));
  spendText(text.length);
  return text;
}

function mapOf({ entries }: Extract<Expression, { type: "map" }>, frame: Frame): Value {
  const map = new Map<Value, Value>();
  for (const [key, value] of entries) map.set(keyIn(map, evaluate(key, frame)), evaluate(value, frame));
  return map;
}

function interpolate({ body, cut }: Extract<Expression, { type: "interpolation" }>, frame: Frame): string {
  const inner = innerFrame(frame, frame.variables);
  frame.interpreter.render(body, inner);
  spendText(inner.text.length);
  return cut ? inner.text.slice(0, -1) : inner.text;
}

function range(from: Value, to: Value): Value {
  const [first, last] = [wholeNumber(from), wholeNumber(to)];
  if (first === undefined || last === undefined) return null;
  const step = first >= last ? -1 : 1;
  spend(Math.abs(last - first));
  const items: Value[] = [];
  for (let one = first; one !== last + step; one += step) items.push(BigInt(one));
  return items;
}

/** Java's intValue(). */
function wholeNumber(value: Value): number | undefined {
  const number = numeric(value);
  if (typeof number !== "number") return number === undefined ? undefined : Number(BigInt.asIntN(32, number));
  return Number.isNaN(number) ? 0 : Math.trunc(Math.min(Math.max(number, -0x80000000), 0x7fffffff));
}
