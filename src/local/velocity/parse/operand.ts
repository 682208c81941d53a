import { TemplateError } from "../template-error.ts";
import type { Expression } from "./node.ts";
import { parseParameter, parseReference, startsReference } from "./reference.ts";
import { parseStringLiteral } from "./string-literal.ts";
import { textBetween } from "./token.ts";
import type { Token } from "./token.ts";
import type { Tokens } from "./tokens.ts";

/** One value without operators. Throws TemplateError. */
export function parseOperand(tokens: Tokens): Expression {
  if (startsReference(tokens)) return parseReference(tokens).reference;
  const { next } = tokens;
  switch (next.kind) {
    case "string":
      tokens.expect("string");
      return parseStringLiteral(next, tokens);
    case "integer":
      tokens.expect("integer");
      return { type: "constant", value: numberIn(next.image, BigInt), source: sourceOf(next, next) };
    case "decimal":
      tokens.expect("decimal");
      return { type: "constant", value: numberIn(next.image, Number), source: sourceOf(next, next) };
    case "true":
    case "false":
      tokens.expect(next.kind);
      return { type: "constant", value: next.kind === "true", source: sourceOf(next, next) };
    case "[":
      return parseList(tokens);
    case "{":
      return parseMap(tokens);
    default:
      throw tokens.unexpected("a value");
  }
}

/** Throws where a hash sign precedes the number: `#1`. */
function numberIn<T>(digits: string, convert: (text: string) => T): T {
  if (!/^[-.\d]/.test(digits)) throw new TemplateError(`For input string: "${digits}"`);
  return convert(digits);
}

function parseList(tokens: Tokens): Expression {
  const first = tokens.expect("[");
  const items: Expression[] = [];
  if (tokens.take("]") === undefined) {
    do {
      items.push(parseParameter(tokens));
      const [from] = items;
      if (items.length === 1 && from !== undefined && isEnd(from) && tokens.is(".."))
        return parseRange(tokens, first, from);
    } while (tokens.take(",") !== undefined);
    tokens.expect("]");
  }
  return { type: "list", items, source: sourceOf(first, tokens.last) };
}

function parseRange(tokens: Tokens, first: Token, from: Expression): Expression {
  tokens.expect("..");
  const to = parseParameter(tokens);
  if (!isEnd(to)) throw tokens.unexpected("a reference or a whole number");
  tokens.expect("]");
  return { type: "range", from, to, source: sourceOf(first, tokens.last) };
}

function isEnd(operand: Expression): boolean {
  return operand.type === "reference" || (operand.type === "constant" && typeof operand.value === "bigint");
}

function parseMap(tokens: Tokens): Expression {
  const first = tokens.expect("{");
  const entries: (readonly [Expression, Expression])[] = [];
  const next = tokens.is("space") ? tokens.after(tokens.next) : tokens.next;
  if (next.kind === "}" || next.kind === "reference }") tokens.take("space");
  else {
    do {
      const key = parseParameter(tokens);
      tokens.expect(":");
      entries.push([key, parseParameter(tokens)]);
    } while (tokens.take(",") !== undefined);
  }
  // After a reference the lexer takes the brace for the end of a reference.
  if (tokens.take("reference }") === undefined) tokens.expect("}");
  return { type: "map", entries, source: sourceOf(first, tokens.last) };
}

function sourceOf(first: Token, last: Token): string {
  return textBetween(first, last) ?? "";
}
