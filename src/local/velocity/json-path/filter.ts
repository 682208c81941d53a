import type { Cursor } from "./cursor.ts";
import { operators } from "./operators.ts";
import type { Operand, Operator } from "./operators.ts";
import { InvalidPath } from "./path.ts";
import type { Filter, Path } from "./path.ts";
import { parseJson } from "../values/json-parse.ts";
import { readDecimal } from "../values/decimal.ts";
import { walk } from "./walk.ts";

interface Source {
  readonly operand: (value: Value, root: Value) => Operand;
  /** Of a path: does it lead anywhere? */
  readonly exists?: Filter;
}

type Value = Parameters<Filter>[0];

const space = /[ ]*/y;
const operator = /[<>=~!]+|[A-Za-z]+(?= |$)/y;
const text = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/y;
const word = /true|false|null/y;
const decimal = /[\d.eE-]+/y;
const json = /\[(?:[^\]'"[]|'[^']*'|"[^"]*"|\[[^\]]*\])*\]|\{(?:[^}'"{]|'[^']*'|"[^"]*"|\{[^}]*\})*\}/y;
const regex = /\/((?:[^/\\]|\\.)*)\/([dixmsuU]*)/y;

/** Reads the steps of a path within a filter, from right here on. */
type ParseSteps = (cursor: Cursor) => Path;

/** A filter that begins right here, up to its closing parenthesis. What an operator cannot judge does not belong to the result. */
export function parseFilter(cursor: Cursor, parseSteps: ParseSteps): Filter {
  const filter = either(cursor, parseSteps);
  return (value, root) => {
    try {
      return filter(value, root);
    } catch (error) {
      if (error instanceof InvalidPath) return false;
      throw error;
    }
  };
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
  if (cursor.take(/![ ]*(?![$@ ])/y) !== undefined) {
    const inner = single(cursor, parseSteps);
    return (value, root) => !inner(value, root);
  }
  if (cursor.skip("(")) {
    const inner = either(cursor, parseSteps);
    cursor.take(space);
    if (!cursor.skip(")")) throw unread(cursor);
    return inner;
  }
  return relation(cursor, parseSteps);
}

/** `@.a == 1`, or `@.a` and `!@.a` alone. */
function relation(cursor: Cursor, parseSteps: ParseSteps): Filter {
  const isNegative = cursor.take(/![ ]*/y) !== undefined;
  const left = source(cursor, parseSteps);
  const after = cursor.at;
  const compared = attempt(() => comparison(cursor, parseSteps));
  if (compared !== undefined) {
    const [compare, right] = compared;
    return (value, root) => compare(left.operand(value, root), right.operand(value, root));
  }
  cursor.at = after;
  const { exists } = left;
  if (exists === undefined) throw unread(cursor);
  return isNegative ? (value, root) => !exists(value, root) : exists;
}

function comparison(cursor: Cursor, parseSteps: ParseSteps): readonly [Operator, Source] {
  cursor.take(space);
  const name = cursor.take(operator)?.[0].toUpperCase() ?? "";
  const compare = Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (compare === undefined) throw unread(cursor);
  cursor.take(/[ ]*(?:![ ]*(?=[$@]))?/y);
  return [compare, source(cursor, parseSteps)];
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof InvalidPath) return undefined;
    throw error;
  }
}

function source(cursor: Cursor, parseSteps: ParseSteps): Source {
  if (cursor.next === "@" || cursor.next === "$") {
    const fromRoot = cursor.next === "$";
    cursor.at++;
    const path = parseSteps(cursor);
    return {
      operand: (value, root) => ({ value: walk(path, fromRoot ? root : value, root) }),
      // Whether it is there is asked of the value, even where the path begins with `$`.
      exists: (value, root) => walk(path, value, root, true) !== undefined,
    };
  }
  const constant = literal(cursor);
  return { operand: () => constant };
}

function literal(cursor: Cursor): Operand {
  const quoted = cursor.take(text) ?? cursor.take(word);
  if (quoted !== undefined) return { value: parseJson(quoted[0]) };
  const structure = cursor.take(json);
  if (structure !== undefined) return { value: parseJson(structure[0]), isWritten: true };
  const pattern = cursor.take(regex);
  if (pattern !== undefined) return { value: undefined, pattern: withFlags(pattern[1] ?? "", pattern[2] ?? "") };
  const digits = cursor.take(decimal)?.[0] ?? "";
  const number = /^-?(?:\d+\.?\d*|\.\d+)(?:[eE]-?\d+)?$/.test(digits) ? readDecimal(digits) : undefined;
  if (number === undefined) throw unread(cursor);
  return { value: number };
}

function withFlags(pattern: string, flags: string): string {
  return flags === "" ? pattern : `(?${flags})${pattern}`;
}

function unread({ text: path }: Cursor): InvalidPath {
  return new InvalidPath(`Invalid JSON path: ${path}`);
}
