import { matchesWhole } from "../java/java-regex.ts";
import { compareNumbers } from "../values/arithmetic.ts";
import { numeric } from "../values/boxed.ts";
import { readDecimal } from "../values/decimal.ts";
import { javaEquals } from "../values/equality.ts";
import { print } from "../values/print.ts";
import type { Value } from "../values/value.ts";
import { TemplateError } from "../template-error.ts";
import { InvalidPath } from "./path.ts";

/** One side of a comparison in a filter. */
export interface Operand {
  /** Undefined where a path leads nowhere. */
  readonly value: Value | undefined;
  /** A list or an object that is written in the filter. */
  readonly isWritten?: boolean;
  /** A regular expression of Java. */
  readonly pattern?: string;
}

/** Throws InvalidPath for what it cannot judge. */
export type Operator = (left: Operand, right: Operand) => boolean;

const never: Operator = () => {
  throw new InvalidPath("The operator takes only what a program gives it");
};

/** The operators of filters, in upper case. */
export const operators: Readonly<Record<string, Operator>> = {
  "==": isSame,
  "!=": (left, right) => !isSame(left, right),
  "===": isSameKind,
  "!==": (left, right) => !isSameKind(left, right),
  "<": ordered((order) => order < 0),
  ">": ordered((order) => order > 0),
  "<=": ordered((order) => order <= 0),
  ">=": ordered((order) => order >= 0),
  "=~": matches,
  IN: isIn,
  NIN: (left, right) => !isIn(left, right),
  CONTAINS: (left, right) => {
    if (typeof left.value === "string" && typeof right.value === "string") return left.value.includes(right.value);
    return Array.isArray(left.value) && has(left.value, right.value);
  },
  SIZE: (left, right) => {
    const size = right.value === undefined || right.value === null ? undefined : numeric(right.value);
    const { value } = left;
    return (typeof value === "string" || Array.isArray(value)) && value.length === Number(size);
  },
  EMPTY: (left, right) => {
    const { value } = left;
    const isEmpty = value instanceof Map ? value.size === 0 : length(value) === 0;
    if (typeof value !== "string" && !isStructure(value)) return false;
    if (typeof right.value !== "boolean") throw new InvalidPath("Expected boolean node");
    return isEmpty === right.value;
  },
  SUBSETOF: lists((left, right) => left.every((one) => has(right, one))),
  ANYOF: lists((left, right) => left.some((one) => has(right, one))),
  NONEOF: lists((left, right) => !left.some((one) => has(right, one))),
  ALL: never,
  TYPE: never,
  MATCHES: never,
};

/** A text equals a number that is written in the same way, a number equals a text that is as much. */
function isSame(left: Operand, right: Operand): boolean {
  if (isStructure(left.value) && isStructure(right.value))
    return left.isWritten !== true && javaEquals(left.value, right.value);
  return equal(left.value, right.value);
}

function isSameKind(left: Operand, right: Operand): boolean {
  return kind(left.value) === kind(right.value) && isSame(left, right);
}

function equal(left: Value | undefined, right: Value | undefined): boolean {
  if (left === undefined || right === undefined) return false;
  const [one, other] = [number(left), number(right)];
  if (one !== undefined && other !== undefined) return compareNumbers(one, other) === 0;
  if (typeof left === "string" && other !== undefined) return left === print(other);
  if (one !== undefined && typeof right === "string") {
    const read = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(right) ? readDecimal(right) : undefined;
    return read !== undefined && compareNumbers(one, read) === 0;
  }
  return javaEquals(left, right);
}

/** A number by the digits that Java prints. */
function number(value: Value): Value | undefined {
  return numeric(value) === undefined ? undefined : (readDecimal(print(value)) ?? value);
}

function kind(value: Value | undefined): string {
  if (value === null || value === undefined) return String(value);
  if (numeric(value) !== undefined) return "number";
  return typeof value;
}

function isStructure(value: Value | undefined): value is Value[] | Map<Value, Value> {
  return Array.isArray(value) || value instanceof Map;
}

function length(value: Value | undefined): number | undefined {
  return typeof value === "string" || Array.isArray(value) ? value.length : undefined;
}

function ordered(holds: (order: number) => boolean): Operator {
  return ({ value: left }, { value: right }) => {
    if (left === undefined || right === undefined || left === null || right === null) return false;
    if (typeof left === "string" && typeof right === "string") return holds(left < right ? -1 : left > right ? 1 : 0);
    const order = compareNumbers(left, right);
    return order !== undefined && holds(order);
  };
}

function has(list: readonly Value[], value: Value | undefined): boolean {
  // Jayway's library gives up at a list that holds lists or objects.
  if (list.some(isStructure)) throw new TemplateError("Could not determine value type");
  return list.some((one) => equal(value, one));
}

function isIn(left: Operand, { value }: Operand): boolean {
  if (Array.isArray(value)) return has(value, left.value);
  if (value instanceof Map) return false;
  throw new InvalidPath("Expected value list node");
}

function lists(holds: (left: readonly Value[], right: readonly Value[]) => boolean): Operator {
  return ({ value: left }, { value: right }) => {
    for (const one of [right, left]) {
      if (one instanceof Map) return false;
      if (!Array.isArray(one)) throw new InvalidPath("Expected value list node");
    }
    return Array.isArray(left) && Array.isArray(right) && holds(left, right);
  };
}

/** One side has to be a pattern; of a list one item has to match. */
function matches(left: Operand, right: Operand): boolean {
  const [pattern, other] = left.pattern === undefined ? [right.pattern, left] : [left.pattern, right];
  if (pattern === undefined || other.pattern !== undefined) return false;
  const { value } = other;
  const all = Array.isArray(value) ? Array.from(value) : [value];
  return all.some((one) => matchesWhole(asText(one), pattern));
}

function asText(value: Value | undefined): string {
  if (value === undefined || value === null || isStructure(value)) return "";
  return print(number(value) ?? value);
}
