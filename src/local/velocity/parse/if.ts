import { parseExpression } from "./expression.ts";
import type { Branch, Expression, Statement } from "./node.ts";
import type { Tokens } from "./tokens.ts";

/** `#if` up to its `#end`. */
export function parseIf(tokens: Tokens): Statement {
  tokens.expect("if");
  const branches: Branch[] = [{ condition: parseCondition(tokens), body: tokens.grammar.block(tokens) }];
  while (tokens.take("elseif") !== undefined) {
    branches.push({ condition: parseCondition(tokens), body: tokens.grammar.block(tokens) });
  }
  if (tokens.take("else") !== undefined) branches.push({ body: tokens.grammar.block(tokens) });
  tokens.expect("end");
  return { type: "if", branches };
}

function parseCondition(tokens: Tokens): Expression {
  tokens.take("space");
  tokens.expect("(");
  const condition = parseExpression(tokens);
  tokens.expect(")");
  return condition;
}
