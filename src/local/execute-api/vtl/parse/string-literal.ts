import { Cursor } from "./cursor.ts";
import type { Expression } from "./node.ts";
import { parseBlock } from "./template.ts";

// A quote is doubled to stand for itself; inside double quotes a backslash does not escape it.
const doubled = /"((?:[^"]|"")*)"/y;
const single = /'((?:[^']|'')*)'/y;

/** A string: `'…'` as it stands, `"…"` with the references and directives in it rendered. */
export function parseStringLiteral(cursor: Cursor): Expression {
  const interpolated = cursor.next === '"';
  const literal = cursor.take(interpolated ? doubled : single);
  if (literal === undefined) throw cursor.unexpected("the end of the string");
  const [source, inner = ""] = literal;
  if (!interpolated) return { type: "constant", value: inner.replaceAll("''", "'"), source };
  const text = inner
    .replace(/\\u([0-9a-fA-F]{4})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .replaceAll('""', '"');
  if (!/[$#]/.test(inner)) return { type: "constant", value: text, source };
  return { type: "interpolation", body: parseBlock(new Cursor(text)), source };
}
