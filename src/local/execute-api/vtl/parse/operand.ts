import type { Cursor } from "./cursor.ts";
import type { Expression } from "./node.ts";
import { parseReference } from "./reference.ts";
import { parseStringLiteral } from "./string-literal.ts";

const space = /[ \t\r\n]*/y;
const decimal = /-?(?:\d+\.(?!\.)\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+)/y;
const integer = /-?\d+/y;
const boolean = /(true|false)(?![a-zA-Z0-9_@])/y;

/** One value without operators: all that Velocity allows as argument of a method, as index, or in a list or map. */
export function parseOperand(cursor: Cursor): Expression {
  const start = cursor.at;
  const source = (): string => cursor.text.slice(start, cursor.at);
  const char = cursor.next;
  if (char === '"' || char === "'") return parseStringLiteral(cursor);
  if (char === "[") return parseList(cursor);
  if (char === "{") return parseMap(cursor);
  const reference = char === "$" ? parseReference(cursor) : undefined;
  if (reference !== undefined) return reference;
  const real = cursor.take(decimal);
  if (real !== undefined) return { type: "constant", value: Number(real[0]), source: source() };
  const whole = cursor.take(integer);
  if (whole !== undefined) return { type: "constant", value: BigInt(whole[0]), source: source() };
  const truth = cursor.take(boolean);
  if (truth !== undefined) return { type: "constant", value: truth[1] === "true", source: source() };
  throw cursor.unexpected("a value");
}

function parseList(cursor: Cursor): Expression {
  const start = cursor.at;
  cursor.expect("[");
  const items: Expression[] = [];
  cursor.take(space);
  if (!cursor.skip("]")) {
    items.push(spaced(cursor));
    const [from] = items;
    if (from !== undefined && cursor.skip("..")) {
      const to = spaced(cursor);
      cursor.expect("]");
      return { type: "range", from, to, source: cursor.text.slice(start, cursor.at) };
    }
    while (cursor.skip(",")) items.push(spaced(cursor));
    cursor.expect("]");
  }
  return { type: "list", items, source: cursor.text.slice(start, cursor.at) };
}

function parseMap(cursor: Cursor): Expression {
  const start = cursor.at;
  cursor.expect("{");
  const entries: (readonly [Expression, Expression])[] = [];
  cursor.take(space);
  if (!cursor.skip("}")) {
    do {
      const key = spaced(cursor);
      cursor.expect(":");
      entries.push([key, spaced(cursor)]);
    } while (cursor.skip(","));
    cursor.expect("}");
  }
  return { type: "map", entries, source: cursor.text.slice(start, cursor.at) };
}

function spaced(cursor: Cursor): Expression {
  cursor.take(space);
  const operand = parseOperand(cursor);
  cursor.take(space);
  return operand;
}
