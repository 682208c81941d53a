import type { Cursor } from "./cursor.ts";
import { matching } from "../budget.ts";
import { compareNumbers } from "../values/arithmetic.ts";
import { javaEquals } from "../values/equality.ts";
import { parseJson } from "../values/json-parse.ts";
import type { Value } from "../values/value.ts";
import type { Filter, Path } from "./path.ts";
import { walk } from "./walk.ts";

type Operand = (value: Value, root: Value) => Value | undefined;
type Test = (left: Value | undefined, right: Value | undefined) => boolean;

const space = /[ ]*/y;
const comparison = /==|!=|<=|>=|<|>|=~|(?:in|nin|contains|size|empty|subsetof|anyof|noneof)(?=[ ['"])/y;
const literal = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\[[^\]]*\]|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const regex = /\/((?:[^/\\]|\\.)+)\/([imsu]*)/y;

/** Reads the steps of a path within a filter, from right here on. */
type ParseSteps = (cursor: Cursor) => Path;

/** A filter that begins right here, up to its closing parenthesis. */
export function parseFilter(cursor: Cursor, parseSteps: ParseSteps): Filter {
  return either(cursor, parseSteps);
}

function either(cursor: Cursor, parseSteps: ParseSteps): Filter {
  let left = both(cursor, parseSteps);
  while (cursor.take(/[ ]*\|\|/y) !== undefined) {
    const [first, second] = [left, both(cursor, parseSteps)];
    left = (value, root) => first(value, root) || second(value, root);
  }
  return left;
}

function both(cursor: Cursor, parseSteps: ParseSteps): Filter {
  let left = single(cursor, parseSteps);
  while (cursor.take(/[ ]*&&/y) !== undefined) {
    const [first, second] = [left, single(cursor, parseSteps)];
    left = (value, root) => first(value, root) && second(value, root);
  }
  return left;
}

function single(cursor: Cursor, parseSteps: ParseSteps): Filter {
  cursor.take(space);
  if (cursor.skip("!")) {
    const inner = single(cursor, parseSteps);
    return (value, root) => !inner(value, root);
  }
  if (cursor.skip("(")) {
    const inner = either(cursor, parseSteps);
    cursor.take(space);
    cursor.expect(")");
    return inner;
  }
  const left = operand(cursor, parseSteps);
  cursor.take(space);
  const operator = cursor.take(comparison)?.[0];
  cursor.take(space);
  if (operator === undefined) return (value, root) => left(value, root) !== undefined;
  const test = operator === "=~" ? patternTest(cursor) : tests[operator];
  if (test === undefined) throw cursor.unexpected("an operator");
  const right = operator === "=~" ? left : operand(cursor, parseSteps);
  cursor.take(space);
  return (value, root) => test(left(value, root), right(value, root));
}

function operand(cursor: Cursor, parseSteps: ParseSteps): Operand {
  if (cursor.next === "@" || cursor.next === "$") {
    const fromRoot = cursor.next === "$";
    cursor.at++;
    const path: Path = parseSteps(cursor);
    return (value, root) => walk(path, fromRoot ? root : value, root);
  }
  const text = cursor.take(literal)?.[0];
  if (text === undefined) throw cursor.unexpected("a value");
  const constant = parseJson(text);
  return () => constant;
}

function patternTest(cursor: Cursor): Test {
  const found = cursor.take(regex);
  if (found === undefined) throw cursor.unexpected("a regular expression");
  const pattern = new RegExp(`^(?:${found[1] ?? ""})$`, found[2]);
  return (left) => typeof left === "string" && matching(pattern.source, left, () => pattern.test(left));
}

const tests: Readonly<Record<string, Test>> = {
  "==": (left, right) => same(left, right),
  "!=": (left, right) => !same(left, right),
  "<": ordered((order) => order < 0),
  ">": ordered((order) => order > 0),
  "<=": ordered((order) => order <= 0),
  ">=": ordered((order) => order >= 0),
  in: (left, right) => Array.isArray(right) && right.some((one) => same(one, left)),
  nin: (left, right) => Array.isArray(right) && !right.some((one) => same(one, left)),
  contains: (left, right) =>
    typeof left === "string"
      ? typeof right === "string" && left.includes(right)
      : Array.isArray(left) && left.some((one) => same(one, right)),
  size: (left, right) => same(length(left), right),
  empty: (left, right) => (length(left) === 0n) === right,
  subsetof: (left, right) => list(left).every((one) => list(right).some((other) => same(one, other))),
  anyof: (left, right) => list(left).some((one) => list(right).some((other) => same(one, other))),
  noneof: (left, right) => !list(left).some((one) => list(right).some((other) => same(one, other))),
};

function same(left: Value | undefined, right: Value | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  const order = compareNumbers(left, right);
  return order === undefined ? javaEquals(left, right) : order === 0;
}

function ordered(holds: (order: number) => boolean): Test {
  return (left, right) => {
    if (left === undefined || right === undefined || left === null || right === null) return false;
    if (typeof left === "string" && typeof right === "string") return holds(left < right ? -1 : left > right ? 1 : 0);
    const order = compareNumbers(left, right);
    return order !== undefined && holds(order);
  };
}

function length(value: Value | undefined): Value | undefined {
  return typeof value === "string" || Array.isArray(value) ? BigInt(value.length) : undefined;
}

function list(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? value : [];
}
