import { MathError } from "./math-error.ts";

/** A part of an expression. */
export type Node =
  | { readonly type: "number"; readonly value: number }
  | { readonly type: "text"; readonly value: string }
  /** The id of another query, or a word such as REPEAT. */
  | { readonly type: "name"; readonly name: string }
  | { readonly type: "call"; readonly name: string; readonly given: readonly Node[] }
  | { readonly type: "list"; readonly items: readonly Node[] }
  | { readonly type: "minus"; readonly of: Node }
  | { readonly type: "binary"; readonly operator: string; readonly left: Node; readonly right: Node };

const token =
  /\s*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+)|"([^"]*)"|'([^']*)'|([A-Za-z_]\w*)|(==|!=|<=|>=|&&|\|\||[-+*/^()[\],<>]))/y;

/** What binds how strongly. */
const strengths: Readonly<Record<string, number>> = {
  "||": 1,
  OR: 1,
  "&&": 2,
  AND: 2,
  "==": 3,
  "!=": 3,
  "<": 3,
  ">": 3,
  "<=": 3,
  ">=": 3,
  "+": 4,
  "-": 4,
  "*": 5,
  "/": 5,
  "^": 7,
};
const OF_MINUS = 6;
const DEEPEST = 100;

interface Token {
  readonly kind: "number" | "text" | "word" | "sign";
  readonly text: string;
}

/** Reads an expression of metric math. Throws MathError. */
export function parse(expression: string): Node {
  if (/^\s*SELECT\s/i.test(expression)) {
    throw new MathError("Unsupported query SELECT (Metrics Insights): this local AWS does not have it");
  }
  const tokens = tokensOf(expression);
  let [at, depth] = [0, 0];
  const node = binary(0);
  if (at < tokens.length) throw unexpected(tokens[at]);
  return node;

  function binary(least: number): Node {
    if (++depth > DEEPEST) throw new MathError("Expression is nested too deeply");
    let left = operand();
    for (;;) {
      const operator = tokens[at];
      const strength =
        operator === undefined || operator.kind === "number" ? 0 : (strengths[operator.text.toUpperCase()] ?? 0);
      if (operator === undefined || strength <= least) break;
      at += 1;
      // a ^ b ^ c is a ^ (b ^ c).
      left = {
        type: "binary",
        operator: operator.text.toUpperCase(),
        left,
        right: binary(operator.text === "^" ? strength - 1 : strength),
      };
    }
    depth -= 1;
    return left;
  }

  function operand(): Node {
    const next = tokens[at++];
    if (next === undefined) throw unexpected(undefined);
    if (next.kind === "number") return { type: "number", value: Number(next.text) };
    if (next.kind === "text") return { type: "text", value: next.text };
    if (next.kind === "word") {
      if (tokens[at]?.text !== "(" || tokens[at]?.kind !== "sign") return { type: "name", name: next.text };
      at += 1;
      return { type: "call", name: next.text.toUpperCase(), given: until(")") };
    }
    if (next.text === "-") return { type: "minus", of: binary(OF_MINUS) };
    if (next.text === "[") return { type: "list", items: until("]") };
    if (next.text !== "(") throw unexpected(next);
    const inner = binary(0);
    expectSign(")");
    return inner;
  }

  function until(end: string): readonly Node[] {
    const items: Node[] = [];
    if (isSign(end)) {
      at += 1;
      return items;
    }
    for (;;) {
      items.push(binary(0));
      if (isSign(",")) at += 1;
      else {
        expectSign(end);
        return items;
      }
    }
  }

  function isSign(text: string): boolean {
    return tokens[at]?.kind === "sign" && tokens[at]?.text === text;
  }

  function expectSign(text: string): void {
    if (!isSign(text)) throw unexpected(tokens[at]);
    at += 1;
  }
}

function tokensOf(expression: string): readonly Token[] {
  const found: Token[] = [];
  const text = expression.trimEnd();
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const from = token.lastIndex;
    const [, number, double, single, word, sign] = token.exec(text) ?? [];
    if (number !== undefined) found.push({ kind: "number", text: number });
    else if (double !== undefined) found.push({ kind: "text", text: double });
    else if (single !== undefined) found.push({ kind: "text", text: single });
    else if (word !== undefined) found.push({ kind: "word", text: word });
    else if (sign !== undefined) found.push({ kind: "sign", text: sign });
    else throw new MathError(`Unexpected character ${text.slice(from).trim().charAt(0)}`);
  }
  return found;
}

function unexpected(found: Token | undefined): MathError {
  return new MathError(found === undefined ? "Unexpected end of expression" : `Unexpected token ${found.text}`);
}
