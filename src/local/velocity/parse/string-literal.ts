import { TemplateError } from "../template-error.ts";
import type { Block, Expression } from "./node.ts";
import { textOf } from "./token.ts";
import type { Token } from "./token.ts";
import type { Tokens } from "./tokens.ts";

/** A string: `'…'` as it stands, `"…"` with the references and directives in it rendered. */
export function parseStringLiteral(token: Token, { grammar, macros }: Tokens): Expression {
  const { image } = token;
  const inner = image.slice(1, -1);
  const source = textOf(token);
  if (image.startsWith("'")) return { type: "constant", value: inner.replaceAll("''", "'"), source };
  const text = unescape(inner).replaceAll('""', '"');
  if (!/[$#]/.test(image)) return { type: "constant", value: text, source };
  // A string is a template with a space at its end, so that what is at the end of the string ends before that of the
  // template; of what was rendered the last character goes. A line comment would take the space with it.
  if (text.includes("##"))
    return { type: "interpolation", body: grammar.template(text, macros).body, cut: false, source };
  const body = grammar.template(`${text} `, macros).body;
  return { type: "interpolation", ...shortened(body), source };
}

/** Without the trailing space, or marked to be cut after rendering. */
function shortened(body: Block): { body: Block; cut: boolean } {
  const last = body.at(-1);
  if (last?.type !== "text" || !last.text.endsWith(" ")) return { body, cut: true };
  return { body: [...body.slice(0, -1), { ...last, text: last.text.slice(0, -1) }], cut: false };
}

function unescape(text: string): string {
  return text.replace(/\\u(.{0,4})/gs, (all, hex: string) => {
    if (!/^[+-]?[0-9a-fA-F]+$/.test(hex) || hex.length < 4) throw new TemplateError(`No character: ${all}`);
    return String.fromCharCode(parseInt(hex, 16));
  });
}
