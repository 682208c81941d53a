import type { BinaryOperator, Expression } from "./node.ts";
import { parseOperand } from "./operand.ts";
import { textBetween } from "./token.ts";
import type { Token } from "./token.ts";
import type { Tokens } from "./tokens.ts";

/** Operators by precedence, the weakest first. */
const levels: readonly (readonly BinaryOperator[])[] = [
  ["||"],
  ["&&"],
  ["==", "!="],
  ["<", ">", "<=", ">="],
  ["+", "-"],
  ["*", "/", "%"],
];

/** An expression with operators, as `#if`, `#elseif` and `#set` take it, and the white space around it. */
export function parseExpression(tokens: Tokens, level = 0): Expression {
  const operators = levels[level];
  if (operators === undefined) return parseUnary(tokens);
  let left = parseExpression(tokens, level + 1);
  for (;;) {
    const operator = operators.find((one) => tokens.take(one) !== undefined);
    if (operator === undefined) return left;
    const first = tokens.next;
    const right = parseExpression(tokens, level + 1);
    // Where an operation has no value, Velocity prints its right side.
    left = { type: "binary", operator, left, right, source: sourceOf(first, tokens.last) };
  }
}

function parseUnary(tokens: Tokens): Expression {
  const first = tokens.next;
  const mark = tokens.is("space") ? tokens.after(first) : first;
  tokens.take("space");
  if (mark.kind === "!") {
    tokens.expect("!");
    const operand = parseUnary(tokens);
    return { type: "not", operand, source: sourceOf(first, tokens.last) };
  }
  const operand = tokens.take("(") === undefined ? parseOperand(tokens) : parenthesised(tokens);
  tokens.take("space");
  return operand;
}

function parenthesised(tokens: Tokens): Expression {
  const first = tokens.next;
  const inner = parseExpression(tokens);
  const source = sourceOf(first, tokens.last);
  tokens.expect(")");
  return { ...inner, source };
}

function sourceOf(first: Token, last: Token): string {
  return textBetween(first, last) ?? "";
}
