import type { Cursor } from "./cursor.ts";
import { parseOperand } from "./operand.ts";
import type { Accessor, Expression, Reference } from "./node.ts";

const identifier = /[a-zA-Z_][a-zA-Z0-9_-]*/y;
const opening = /\$!?(\{)?(?=[a-zA-Z_])/y;
const property = /\.([a-zA-Z][a-zA-Z0-9_-]*)/y;
const space = /[ \t\r\n]*/y;

/** A reference that begins right here, at its dollar sign; undefined when this is only a dollar sign. */
export function parseReference(cursor: Cursor, prefix = "", escaped = false): Reference | undefined {
  const start = cursor.at;
  const open = cursor.take(opening);
  if (open === undefined) return undefined;
  const name = cursor.take(identifier)?.[0] ?? "";
  const path = parsePath(cursor);
  if (open[1] !== undefined) cursor.expect("}");
  return { type: "reference", name, path, prefix, escaped, source: cursor.text.slice(start, cursor.at) };
}

function parsePath(cursor: Cursor): readonly Accessor[] {
  const path: Accessor[] = [];
  for (;;) {
    if (cursor.skip("[")) {
      path.push({ type: "index", key: parseParameter(cursor) });
      cursor.expect("]");
      continue;
    }
    const member = cursor.take(property)?.[1];
    if (member === undefined) return path;
    if (cursor.skip("(")) path.push({ type: "method", name: member, args: parseArguments(cursor) });
    else path.push({ type: "property", name: member });
  }
}

function parseArguments(cursor: Cursor): readonly Expression[] {
  const args: Expression[] = [];
  cursor.take(space);
  if (cursor.skip(")")) return args;
  do args.push(parseParameter(cursor));
  while (cursor.skip(","));
  cursor.expect(")");
  return args;
}

function parseParameter(cursor: Cursor): Expression {
  cursor.take(space);
  const operand = parseOperand(cursor);
  cursor.take(space);
  return operand;
}
