import { TemplateError } from "../template-error.ts";
import { Lexer } from "./lexer.ts";
import { place } from "./place.ts";
import type { Block, Expression, Macro, Template } from "./node.ts";
import type { Kind, Token } from "./token.ts";

/** The recursive rules of the grammar: a block holds directives, which hold blocks and operands, and a string in double quotes
 * holds a template. */
export interface Grammar {
  block(tokens: Tokens): Block;
  operand(tokens: Tokens): Expression;
  template(text: string, macros: Map<string, Macro>): Template;
}

/** A template as a chain of tokens with a place in it. Tokens are read on demand, because the parser tells the lexer what comes
 * next. */
export class Tokens {
  readonly lexer: Lexer;
  /** The macros that were defined up to here. */
  readonly macros: Map<string, Macro>;
  readonly grammar: Grammar;
  /** The token that was taken last. */
  last: Token;

  constructor(text: string, macros: Map<string, Macro>, grammar: Grammar) {
    this.lexer = new Lexer(text);
    this.macros = macros;
    this.grammar = grammar;
    this.last = { kind: "space", image: "", skipped: [], at: 0, next: undefined };
  }

  /** The token that comes next. */
  get next(): Token {
    return (this.last.next ??= this.lexer.next());
  }

  /** Is the next token of this kind? */
  is(kind: Kind): boolean {
    return this.next.kind === kind;
  }

  /** The token after another one. */
  after(token: Token): Token {
    return (token.next ??= this.lexer.next());
  }

  /** Takes the next token when it is of this kind. */
  take(kind: Kind): Token | undefined {
    const { next } = this;
    if (next.kind !== kind) return undefined;
    this.last = next;
    return next;
  }

  /** Takes the next token, which has to be of this kind. Throws TemplateError. */
  expect(kind: Kind): Token {
    const found = this.take(kind);
    if (found === undefined) throw this.unexpected(`"${kind}"`);
    return found;
  }

  /** The error for a next token other than `wanted`. */
  unexpected(wanted: string): TemplateError {
    const { kind, image, at } = this.next;
    const found = kind === "end of template" ? `the ${kind}` : JSON.stringify(image.slice(0, 12));
    return new TemplateError(`Encountered ${found} ${place(this.lexer.text, at)}; expected ${wanted}`);
  }
}
