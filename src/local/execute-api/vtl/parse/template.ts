import { Cursor } from "./cursor.ts";
import { parseDirective } from "./directive.ts";
import type { Block, Statement } from "./node.ts";
import { parseReference } from "./reference.ts";

const plain = /[^$#\\]+/y;
const blockEnd = /#(?:(?:end|else|elseif)(?![a-zA-Z0-9_@])|\{(?:end|else|elseif)\})/y;
const setAhead = /[ \t]+(?=#(?:set|\{set\}) *\()/y;
const lineComment = /##[^\r\n]*(?:\r\n|\r|\n)?/y;
const blockComment = /#\*[\s\S]*?\*#/y;
const textBlock = /#\[\[([\s\S]*?)\]\]#/y;
const escapedDirective = /((?:\\\\)*)\\(#(?:([a-zA-Z_@][a-zA-Z0-9_@]*)|\{([a-zA-Z_][a-zA-Z0-9_@]*)\}))/y;
const directiveAhead = /((?:\\\\)+)(?=#(?:([a-zA-Z_@][a-zA-Z0-9_@]*)|\{([a-zA-Z_][a-zA-Z0-9_@]*)\}))/y;
// Dollar and hash signs that lead to a reference print as they are; backslashes right in front of it escape it.
const dollar = /((?:(?:\$!?|#(?!#))(?:\$!?|#(?!#)|\\)*?)?)(\\*)(?=\$!?\{?[a-zA-Z_])/y;
const escapedQuiet = /\$(\\*)\\(!\{?[a-zA-Z_][a-zA-Z0-9_-]*\}?)/y;

const directives = new Set(
  "if else elseif end set foreach define stop break literal macro parse include evaluate".split(" "),
);

/** A whole template. Throws TemplateError. */
export function parseTemplate(text: string): Block {
  const cursor = new Cursor(text);
  const block = parseBlock(cursor);
  if (!cursor.done) throw cursor.unexpected("no #end, #else or #elseif without #if or #foreach");
  return block;
}

/** The statements up to the end, or up to the `#end`, `#else` or `#elseif` that closes the block. */
export function parseBlock(cursor: Cursor): Block {
  const statements: Statement[] = [];
  while (!cursor.done && cursor.peek(blockEnd) === undefined) {
    const next = parseStatement(cursor);
    const last = statements.at(-1);
    if (next.type !== "text") statements.push(next);
    else if (last?.type === "text") statements[statements.length - 1] = { type: "text", text: last.text + next.text };
    else if (next.text !== "") statements.push(next);
  }
  return statements;
}

function parseStatement(cursor: Cursor): Statement {
  // #set swallows the white space in front of it, though only where no other text precedes that.
  cursor.take(setAhead);
  const text = cursor.take(plain)?.[0] ?? parseLiteral(cursor);
  if (text !== undefined) return { type: "text", text };
  return parseOutput(cursor) ?? parseDirective(cursor) ?? { type: "text", text: take(cursor) };
}

/** Text that only looks like more: comments, unparsed blocks, escaped directives. */
function parseLiteral(cursor: Cursor): string | undefined {
  if (cursor.take(lineComment) ?? cursor.take(blockComment)) return "";
  const block = cursor.take(textBlock);
  if (block !== undefined) return block[1] ?? "";
  const escaped = cursor.take(escapedDirective);
  if (escaped !== undefined) {
    const [whole, slashes = "", directive = "", word, bracketed] = escaped;
    return directives.has(word ?? bracketed ?? "") ? slashes.slice(slashes.length / 2) + directive : whole;
  }
  const quiet = cursor.take(escapedQuiet);
  if (quiet !== undefined) return `$${quiet[1]}${quiet[2]}`;
  const slashes = cursor.take(directiveAhead);
  if (slashes === undefined) return undefined;
  const [whole, , word] = slashes;
  return word !== undefined && directives.has(word) ? whole.slice(whole.length / 2) : whole;
}

function parseOutput(cursor: Cursor): Statement | undefined {
  const lead = cursor.peek(dollar);
  if (lead === undefined) return undefined;
  const [whole, before = "", slashes = ""] = lead;
  cursor.at += whole.length;
  const escaped = before === "" && slashes.length % 2 === 1;
  const prefix = before + (before === "" ? slashes.slice(0, Math.floor(slashes.length / 2)) : slashes);
  const reference = parseReference(cursor, prefix, escaped);
  if (reference === undefined) throw cursor.unexpected("a reference");
  return { type: "output", reference };
}

function take(cursor: Cursor): string {
  return cursor.text.charAt(cursor.at++);
}
