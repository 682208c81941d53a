import type { Block, Expression } from "./node.ts";
import { parseOperand } from "./operand.ts";
import { textBetween, textOf } from "./token.ts";
import type { Token } from "./token.ts";
import type { Tokens } from "./tokens.ts";

/** The directives that a backslash in front of them escapes, besides `#if`, `#else`, `#elseif`, `#end` and `#set`. */
export const directiveNames: ReadonlySet<string> = new Set(
  "foreach define literal macro stop break evaluate parse include".split(" "),
);

const blocks = new Set(["foreach", "define", "literal", "macro"]);

/** The common shape of directives: a word, arguments, and for some a block up to `#end`. */
export interface DirectiveShape {
  readonly name: string;
  /** The token of the word, and the last one of all. */
  readonly word: Token;
  readonly last: Token;
  /** Undefined where no parenthesis follows the word. */
  readonly args: readonly DirectiveArgument[] | undefined;
  readonly body: Block | undefined;
  /** The text of the block of `#literal`; undefined when it is empty. */
  readonly text: string | undefined;
}

/** An argument with its first token, whose text some directives take for a name. */
export interface DirectiveArgument {
  readonly value: Expression;
  readonly first: Token;
}

/** Reads a directive, or what looks like one. Throws TemplateError. */
export function parseShape(tokens: Tokens): DirectiveShape {
  const word = tokens.take("bracketed word") ?? tokens.expect("word");
  const name = word.kind === "word" ? word.image.slice(1) : word.image.slice(2, -1);
  tokens.lexer.nesting.state = "directive";
  if (!tokens.lexer.parenthesisAhead) {
    if (name === "macro") throw tokens.unexpected("the name of the macro");
    tokens.lexer.nesting.pop();
    return { name, word, last: word, args: undefined, body: undefined, text: undefined };
  }
  const args = parseArguments(tokens, name);
  if (!blocks.has(name) && !name.startsWith("@")) {
    return { name, word, last: tokens.last, args, body: undefined, text: undefined };
  }
  const first = tokens.next;
  const body = tokens.grammar.block(tokens);
  const text = name === "literal" ? textBetween(first, tokens.last) : undefined;
  tokens.expect("end");
  return { name, word, last: tokens.last, args, body, text };
}

function parseArguments(tokens: Tokens, name: string): readonly DirectiveArgument[] {
  const args: DirectiveArgument[] = [];
  tokens.take("space");
  tokens.expect("(");
  for (;;) {
    const next = tokens.is("space") ? tokens.after(tokens.next) : tokens.next;
    if (next.kind === ")") break;
    tokens.take("space");
    if (tokens.take(",") !== undefined) tokens.take("space");
    args.push(parseArgument(tokens, name, args.length));
  }
  tokens.take("space");
  tokens.expect(")");
  return args;
}

/** A value, or a word where that is in its place: the name of a macro, the "in" of a loop, which may be any other word. */
function parseArgument(tokens: Tokens, name: string, position: number): DirectiveArgument {
  const first = tokens.next;
  const isName = name === "macro" && position === 0;
  if (first.kind !== "word") {
    if (isName) throw tokens.unexpected("the name of the macro");
    return { value: parseOperand(tokens), first };
  }
  const fits = isName || (name === "foreach" && position === 1) || !directiveNames.has(name);
  if (!fits) throw tokens.unexpected("an argument that is no word");
  tokens.expect("word");
  return { value: { type: "word", source: textOf(first) }, first };
}
