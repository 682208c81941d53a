import { parseDirective } from "./directive.ts";
import { directiveNames } from "./directive-shape.ts";
import { parseIf } from "./if.ts";
import { parseExpression } from "./expression.ts";
import { parseOperand } from "./operand.ts";
import type { Block, Macro, Statement, Template } from "./node.ts";
import { parseReference, startsReference } from "./reference.ts";
import { textOf } from "./token.ts";
import type { Token } from "./token.ts";
import { Tokens } from "./tokens.ts";
import type { Grammar } from "./tokens.ts";

/** A whole template, which adds its macros to those that were defined before. Throws TemplateError. */
export function parseTemplate(text: string, macros = new Map<string, Macro>()): Template {
  const tokens = new Tokens(text, macros, grammar);
  const body = parseBlock(tokens);
  if (!tokens.is("end of template")) throw tokens.unexpected("no #end, #else or #elseif without #if or #foreach");
  return { body, macros };
}

const grammar: Grammar = { block: parseBlock, operand: parseOperand, template: parseTemplate };

/** The statements up to the end, or up to the `#end`, `#else` or `#elseif` that closes the block. */
function parseBlock(tokens: Tokens): Block {
  const statements: Statement[] = [];
  for (;;) {
    const next = parseStatement(tokens);
    if (next === undefined) return statements;
    const last = statements.at(-1);
    if (next.type !== "text") statements.push(next);
    else if (last?.type === "text") statements[statements.length - 1] = { type: "text", text: last.text + next.text };
    else if (next.text !== "") statements.push(next);
  }
}

function parseStatement(tokens: Tokens): Statement | undefined {
  const { next } = tokens;
  switch (next.kind) {
    case "identifier":
    case "reference {":
      // Velocity has read two tokens when it decides, and the second may depend on that.
      return tokens.after(next).kind === "identifier" || next.kind === "identifier"
        ? { type: "output", reference: parseReference(tokens).reference }
        : parseText(tokens);
    case "if":
      return parseIf(tokens);
    case "set":
      return parseSet(tokens);
    case "word":
    case "bracketed word":
      return parseDirective(tokens);
    case "comment start":
      return parseLineComment(tokens);
    case "comment":
    case "block comment":
      tokens.expect(next.kind);
      return { type: "text", text: beforeComment(next) };
    case "text block":
      tokens.expect(next.kind);
      return { type: "text", text: next.image.slice(3, -3) };
    case "escaped directive":
      tokens.expect(next.kind);
      return { type: "text", text: (next.image = escapedDirective(next.image, tokens)) };
    case "double escape":
      return parseEscape(tokens);
    case "text":
    case "dot":
    case ")":
    case "(":
    case "integer":
    case "decimal":
    case "string":
    case "escape":
    case "reference }":
    case "empty index":
      return parseText(tokens);
    default:
      return undefined;
  }
}

function parseText(tokens: Tokens): Statement {
  const { kind } = tokens.next;
  return { type: "text", text: textOf(tokens.expect(kind)) };
}

function parseSet(tokens: Tokens): Statement {
  tokens.expect("set");
  tokens.take("space");
  if (!startsReference(tokens)) throw tokens.unexpected("a reference");
  const { reference, first } = parseReference(tokens);
  tokens.take("space");
  tokens.expect("=");
  const value = parseExpression(tokens);
  tokens.expect(")");
  tokens.lexer.inSet = false;
  // Velocity takes what follows the dollar sign for the name: `#set(${x} = 1)` sets one that is called "{".
  return { type: "set", target: reference, name: first.image.slice(1), value };
}

function parseLineComment(tokens: Tokens): Statement {
  const text = beforeComment(tokens.expect("comment start"));
  tokens.take("comment");
  return { type: "text", text };
}

/** Dollar and hash signs right in front of a comment. */
function beforeComment({ image }: Token): string {
  const line = image.indexOf("##");
  const end = line < 0 ? image.indexOf("#*") : line;
  return end < 0 ? "" : image.slice(0, end);
}

/** Half of the backslashes where a directive follows, else the text unchanged. */
function escapedDirective(image: string, tokens: Tokens): string {
  const last = image.lastIndexOf("\\");
  const directive = image.slice(last + 1);
  const name = directive.startsWith("#{") ? directive.slice(2, -1) : directive.slice(1);
  return escapable(name, tokens) || keywords.has(name) ? image.slice(0, last >> 1) + directive : image;
}

function parseEscape(tokens: Tokens): Statement {
  let count = 0;
  while (tokens.take("double escape") !== undefined) count++;
  const { kind, image } = tokens.next;
  const halved = ["if", "else", "elseif", "end"].includes(kind) || escapable(image.slice(1), tokens);
  return { type: "text", text: "\\".repeat(halved ? count : 2 * count) };
}

const keywords = new Set(["if", "end", "set", "else", "elseif"]);

function escapable(name: string, tokens: Tokens): boolean {
  return directiveNames.has(name) || tokens.macros.has(name);
}
