import { TemplateError } from "../template-error.ts";
import type { Cursor } from "./cursor.ts";
import { parseExpression } from "./expression.ts";
import { begin, finish, finishBlock, finishLine, optionalArguments } from "./directive-arguments.ts";
import type { Branch, Reference, Statement } from "./node.ts";
import { parseOperand } from "./operand.ts";
import { parseReference } from "./reference.ts";
import { parseBlock } from "./template.ts";

const directive = /#(?:([a-zA-Z_][a-zA-Z0-9_@]*)|\{([a-zA-Z_][a-zA-Z0-9_@]*)\})/y;
const space = /[ \t\r\n]*/y;
const otherwise = /#(?:(else|elseif)(?![a-zA-Z0-9_@])|\{(else|elseif)\})/y;
const anyWord = /[a-zA-Z_@][a-zA-Z0-9_@]*/y;

/** A directive that begins right here, at its hash sign; undefined when this is only a hash sign. */
export function parseDirective(cursor: Cursor): Statement | undefined {
  const start = cursor.at;
  const found = cursor.take(directive);
  if (found === undefined) return undefined;
  const name = found[1] ?? found[2] ?? "";
  const parse = Object.hasOwn(parsers, name) ? parsers[name] : undefined;
  return parse === undefined ? parseUnknown(cursor, start) : parse(cursor);
}

const parsers: Readonly<Record<string, (cursor: Cursor) => Statement>> = {
  set: parseSet,
  if: parseIf,
  foreach: parseForeach,
  define: parseDefine,
  stop: parseStop,
  break: parseBreak,
  literal: parseLiteralBlock,
  macro: () => unavailable("macro"),
  parse: () => unavailable("parse"),
  include: () => unavailable("include"),
  evaluate: () => unavailable("evaluate"),
};

function parseSet(cursor: Cursor): Statement {
  begin(cursor);
  cursor.take(space);
  const target = parseReference(cursor);
  if (target === undefined) throw cursor.unexpected("a reference");
  cursor.take(space);
  cursor.expect("=");
  const value = parseExpression(cursor);
  finish(cursor);
  return { type: "set", target: asTarget(target), value };
}

/** Velocity 1.7 takes the characters behind the dollar sign for the name when it stores a plain variable: `#set(${x} = 1)`
 * sets one that is called "{", and `$x` stays what it was. */
function asTarget(reference: Reference): Reference {
  const odd = /^\$(!\{|\{|!)/.exec(reference.source)?.[1];
  if (odd === undefined || reference.path.length > 0) return reference;
  return { ...reference, name: odd === "!" ? `!${reference.name}` : odd };
}

function parseIf(cursor: Cursor): Statement {
  const branches: Branch[] = [conditional(cursor)];
  for (;;) {
    const next = cursor.take(otherwise);
    if (next === undefined) break;
    if ((next[1] ?? next[2]) === "elseif") {
      branches.push(conditional(cursor));
      continue;
    }
    finishLine(cursor);
    branches.push({ body: parseBlock(cursor) });
    break;
  }
  finishBlock(cursor);
  return { type: "if", branches };
}

function conditional(cursor: Cursor): Branch {
  begin(cursor);
  const condition = parseExpression(cursor);
  finish(cursor);
  return { condition, body: parseBlock(cursor) };
}

function parseForeach(cursor: Cursor): Statement {
  begin(cursor);
  cursor.take(space);
  const item = parseReference(cursor);
  if (item === undefined) throw cursor.unexpected("a reference");
  cursor.take(space);
  // Velocity does not look at the word: "of" is as good as "in".
  if (cursor.take(anyWord) === undefined) throw cursor.unexpected('"in"');
  cursor.take(space);
  const list = parseOperand(cursor);
  cursor.take(space);
  finish(cursor);
  const body = parseBlock(cursor);
  finishBlock(cursor);
  return { type: "foreach", item: item.name, list, body };
}

function parseDefine(cursor: Cursor): Statement {
  begin(cursor);
  cursor.take(space);
  const name = parseReference(cursor);
  if (name === undefined) throw cursor.unexpected("a reference");
  cursor.take(space);
  finish(cursor);
  const body = parseBlock(cursor);
  finishBlock(cursor);
  return { type: "define", name: asTarget(name).name, body };
}

function parseStop(cursor: Cursor): Statement {
  optionalArguments(cursor);
  return { type: "stop" };
}

function parseBreak(cursor: Cursor): Statement {
  const scope = optionalArguments(cursor)[0];
  return scope === undefined ? { type: "break" } : { type: "break", scope };
}

function parseLiteralBlock(cursor: Cursor): Statement {
  optionalArguments(cursor);
  const start = cursor.at;
  parseBlock(cursor);
  const text = cursor.text.slice(start, cursor.at);
  finishBlock(cursor);
  return { type: "text", text };
}

/** A word that is no directive stays text, and so do arguments in parentheses after it: it may be a macro of a later time. */
function parseUnknown(cursor: Cursor, start: number): Statement {
  const afterWord = cursor.at;
  try {
    optionalArguments(cursor);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    cursor.at = afterWord;
  }
  return { type: "text", text: cursor.text.slice(start, cursor.at) };
}

function unavailable(name: string): never {
  throw new TemplateError(`#${name} is not available in a mapping template`);
}
