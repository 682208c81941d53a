import { TemplateError } from "../template-error.ts";
import type { Expression } from "./node.ts";
import { parseReference, startsReference } from "./reference.ts";
import { parseStringLiteral } from "./string-literal.ts";
import { textBetween } from "./token.ts";
import type { Kind, Token } from "./token.ts";
import type { Tokens } from "./tokens.ts";

const values: ReadonlySet<Kind> = new Set<Kind>([
  "space",
  "string",
  "integer",
  "decimal",
  "[",
  "{",
  "true",
  "false",
  "identifier",
  "reference {",
]);

/** Can an argument of a method begin with this? */
export function startsParameter(token: Token): boolean {
  return values.has(token.kind);
}

/** One value with white space around it: an argument of a method, or a member of a list or map. Throws TemplateError. */
export function parseParameter(tokens: Tokens): Expression {
  tokens.take("space");
  const operand = parseOperand(tokens);
  tokens.take("space");
  return operand;
}

/** What stands between `[` and `]` behind a reference, and the `]`: neither lists and maps nor decimals. */
export function parseIndex(tokens: Tokens): Expression {
  tokens.take("space");
  if (["decimal", "[", "{"].includes(tokens.next.kind)) throw tokens.unexpected("an index");
  const key = parseOperand(tokens);
  tokens.take("space");
  tokens.expect("index ]");
  return key;
}

/** One value without operators. Throws TemplateError. */
export function parseOperand(tokens: Tokens): Expression {
  if (startsReference(tokens)) return parseReference(tokens).reference;
  const { next } = tokens;
  switch (next.kind) {
    case "string":
      tokens.expect("string");
      return parseStringLiteral(next, tokens.macros);
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

/** Fails where a hash sign led to the number: `#1`. */
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
  // Behind a reference the lexer takes the brace for one that closes a reference.
  if (tokens.take("reference }") === undefined) tokens.expect("}");
  return { type: "map", entries, source: sourceOf(first, tokens.last) };
}

function sourceOf(first: Token, last: Token): string {
  return textBetween(first, last) ?? "";
}
