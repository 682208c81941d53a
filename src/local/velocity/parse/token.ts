/** The kinds of tokens, by the names of Velocity's grammar where it has one. */
export type Kind =
  | "end of template"
  | "text"
  | "escape"
  | "double escape"
  | "escaped directive"
  | "empty index"
  | "text block"
  | "comment start"
  | "comment"
  | "block comment"
  | "set"
  | "if"
  | "elseif"
  | "else"
  | "end"
  | "word"
  | "bracketed word"
  | "identifier"
  | "dot"
  | "reference {"
  | "reference }"
  | "index ["
  | "index ]"
  | "method )"
  | "("
  | ")"
  | "["
  | "]"
  | "{"
  | "}"
  | ","
  | ":"
  | ".."
  | "="
  | "space"
  | "string"
  | "integer"
  | "decimal"
  | "true"
  | "false"
  | "||"
  | "&&"
  | "=="
  | "!="
  | "<"
  | ">"
  | "<="
  | ">="
  | "+"
  | "-"
  | "*"
  | "/"
  | "%"
  | "!"
  | "terminator";

/** A piece of a template, in a chain that grows as it is read. */
export interface Token {
  readonly kind: Kind;
  /** As written, together with what led to it (`$`, `#`, backslashes); a reference takes its backslashes off. */
  image: string;
  /** Skipped text before it: the ends of what only looked like a reference or directive. */
  readonly skipped: readonly string[];
  /** Where it begins in the template. */
  readonly at: number;
  next: Token | undefined;
}

/** The text of a token, with the dollar and hash signs that were skipped before it. */
export function textOf(token: Token): string {
  // Block comments vanish; the rest of a comment is no token at all.
  return token.kind === "block comment" ? "" : skippedText(token) + token.image;
}

/** The text of all tokens from one to another. Undefined when `last` does not follow `first`, as in an empty block. */
export function textBetween(first: Token, last: Token): string | undefined {
  let text = textOf(first);
  for (let token = first; token !== last;) {
    if (token.next === undefined) return undefined;
    token = token.next;
    text += textOf(token);
  }
  return text;
}

function skippedText({ skipped }: Token): string {
  return skipped.at(-1)?.startsWith("##") === false ? skipped.map(signs).join("") : "";
}

/** Of the skipped text only `$`, `#` and the backslashes before `$` return, and one character after those is lost. */
function signs(image: string): string {
  if (!/[$#]/.test(image)) return "";
  return image.replace(/(\\+\$)[^]?|[$#]|[^]/g, (one, escaped: string | undefined) =>
    escaped !== undefined ? escaped : one === "$" || one === "#" ? one : "",
  );
}
