import type { Cursor } from "./cursor.ts";
import type { BinaryOperator, Expression } from "./node.ts";
import { parseOperand } from "./operand.ts";

const space = /[ \t\r\n]*/y;
const not = /!|not(?![a-zA-Z0-9_@])/y;

/** From the operator that binds least to the one that binds most. */
const levels: readonly RegExp[] = [
  /\|\||or(?![a-zA-Z0-9_@])/y,
  /&&|and(?![a-zA-Z0-9_@])/y,
  /==|!=|(?:eq|ne)(?![a-zA-Z0-9_@])/y,
  /<=|>=|<|>|(?:lt|gt|le|ge)(?![a-zA-Z0-9_@])/y,
  // A minus that touches a digit belongs to the number: "1 -1" is two numbers and an error.
  /\+|-(?!\d|\.\d)/y,
  /[*/%]/y,
];

const words: Readonly<Record<string, BinaryOperator>> = {
  or: "||",
  and: "&&",
  eq: "==",
  ne: "!=",
  lt: "<",
  gt: ">",
  le: "<=",
  ge: ">=",
};

/** An expression with operators, as `#if`, `#elseif` and `#set` take it, and the white space around it. */
export function parseExpression(cursor: Cursor, level = 0): Expression {
  const operator = levels[level];
  if (operator === undefined) return parseUnary(cursor);
  cursor.take(space);
  const start = cursor.at;
  let left = parseExpression(cursor, level + 1);
  for (;;) {
    const found = cursor.take(operator)?.[0];
    if (found === undefined) return left;
    const right = parseExpression(cursor, level + 1);
    const source = cursor.text.slice(start, cursor.at);
    left = { type: "binary", operator: words[found] ?? (found as BinaryOperator), left, right, source };
  }
}

function parseUnary(cursor: Cursor): Expression {
  cursor.take(space);
  const start = cursor.at;
  if (cursor.take(not) !== undefined) {
    const operand = parseUnary(cursor);
    return { type: "not", operand, source: cursor.text.slice(start, cursor.at) };
  }
  const operand = cursor.skip("(") ? parenthesised(cursor) : parseOperand(cursor);
  cursor.take(space);
  return operand;
}

function parenthesised(cursor: Cursor): Expression {
  const inner = parseExpression(cursor);
  cursor.expect(")");
  return inner;
}
