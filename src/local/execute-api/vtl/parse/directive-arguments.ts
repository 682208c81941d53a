import type { Cursor } from "./cursor.ts";
import type { Expression } from "./node.ts";
import { parseOperand } from "./operand.ts";

const open = /[ \t\r\n]*\(/y;
// A directive swallows the rest of its line when that is blank.
const lineEnd = /[ \t]*(?:\r\n|\r|\n)/y;
const close = /\)(?:[ \t]*(?:\r\n|\r|\n))?/y;
const end = /#(?:end(?![a-zA-Z0-9_@])|\{end\})/y;
const word = /(?!(?:true|false)(?![a-zA-Z0-9_@]))[a-zA-Z_@][a-zA-Z0-9_@]*/y;
const separator = /[ \t\r\n]*,?[ \t\r\n]*/y;

/** Arguments in parentheses where there are any, without the plain words among them. */
export function optionalArguments(cursor: Cursor): readonly Expression[] {
  const args: Expression[] = [];
  if (cursor.take(open) === undefined) return args;
  cursor.take(separator);
  while (cursor.next !== ")") {
    if (cursor.take(word) === undefined) args.push(parseOperand(cursor));
    cursor.take(separator);
  }
  finish(cursor);
  return args;
}

/** The parenthesis that opens a directive's arguments. */
export function begin(cursor: Cursor): void {
  if (cursor.take(open) === undefined) throw cursor.unexpected('"("');
}

/** The parenthesis that closes them, and the rest of a blank line. */
export function finish(cursor: Cursor): void {
  if (cursor.take(close) === undefined) throw cursor.unexpected('")"');
}

/** The `#end` of a block, and the rest of a blank line. */
export function finishBlock(cursor: Cursor): void {
  if (cursor.take(end) === undefined) throw cursor.unexpected("#end");
  finishLine(cursor);
}

/** The rest of a line when that is blank. */
export function finishLine(cursor: Cursor): void {
  cursor.take(lineEnd);
}
