import type { Accessor, Expression, Reference } from "./node.ts";
import { textBetween } from "./token.ts";
import type { Kind, Token } from "./token.ts";
import type { Tokens } from "./tokens.ts";

const values: ReadonlySet<Kind> = new Set<Kind>([
  "space",
  "string",
  "integer",
  "decimal",
  "[",
  "{",
  "true",
  "false",
  "identifier",
  "reference {",
]);

/** Can an argument of a method begin with this? */
function startsParameter(token: Token): boolean {
  return values.has(token.kind);
}

/** One value with white space around it: an argument of a method, or a member of a list or map. Throws TemplateError. */
export function parseParameter(tokens: Tokens): Expression {
  tokens.take("space");
  const operand = tokens.grammar.operand(tokens);
  tokens.take("space");
  return operand;
}

/** What stands between `[` and `]` behind a reference, and the `]`: neither lists and maps nor decimals. */
function parseIndex(tokens: Tokens): Expression {
  tokens.take("space");
  if (["decimal", "[", "{"].includes(tokens.next.kind)) throw tokens.unexpected("an index");
  const key = tokens.grammar.operand(tokens);
  tokens.take("space");
  tokens.expect("index ]");
  return key;
}

/** A reference with its first token, whose text some directives take for a name. */
export interface ParsedReference {
  readonly reference: Reference;
  readonly first: Token;
}

/** Does a reference begin right here? */
export function startsReference(tokens: Tokens): boolean {
  return tokens.is("identifier") || tokens.is("reference {");
}

/** The reference that begins right here. Throws TemplateError. */
export function parseReference(tokens: Tokens): ParsedReference {
  const first = tokens.next;
  const formal = tokens.take("reference {") !== undefined;
  const identifier = tokens.expect("identifier");
  const path = parsePath(tokens);
  if (formal) tokens.expect("reference }");
  return { reference: { type: "reference", path, ...written(first, identifier.image, tokens.last) }, first };
}

/** What is in front of the name: backslashes, other dollar signs, the exclamation mark. Takes it off the token. */
function written(first: Token, identifier: string, last: Token): Omit<Reference, "type" | "path"> {
  const slashedMark = first.image.indexOf("\\!");
  if (slashedMark >= 0) {
    const text = first.image.replace(/(\$[^\\]*\\*)\\(?!\\)/, "$1");
    return { name: text, prefix: "", escaped: false, nullText: text, form: "escaped quiet", source: read(first, last) };
  }
  const slashes = /^\\*/.exec(first.image)?.[0].length ?? 0;
  const dollar = Math.max(first.image.lastIndexOf("$"), slashes);
  const escaped = slashes % 2 === 1;
  const prefix = first.image.slice(0, slashes >> 1) + (escaped ? "" : first.image.slice(slashes, dollar));
  first.image = first.image.slice(dollar);
  const source = read(first, last);
  const quiet = first.image.startsWith("$!");
  const bare = !first.image.startsWith("$");
  const name = bare || first.kind === "identifier" ? first.image.replace(/^\$!?/, "") : identifier;
  return {
    name,
    prefix,
    escaped,
    nullText: quiet && !escaped ? "" : source,
    form: bare ? "bare" : "reference",
    source,
  };
}

function read(first: Token, last: Token): string {
  return textBetween(first, last) ?? "";
}

function parsePath(tokens: Tokens): readonly Accessor[] {
  const path: Accessor[] = [];
  for (;;) {
    while (tokens.take("index [") !== undefined) path.push({ type: "index", key: parseIndex(tokens) });
    if (!tokens.is("dot") || tokens.after(tokens.next).kind !== "identifier") return path;
    tokens.expect("dot");
    const open = tokens.after(tokens.next);
    const isMethod = open.kind === "(" && startsArguments(tokens.after(open));
    const { image: name } = tokens.expect("identifier");
    if (isMethod) path.push({ type: "method", name, args: parseArguments(tokens) });
    else path.push({ type: "property", name });
  }
}

function startsArguments(token: Token): boolean {
  return token.kind === "method )" || startsParameter(token);
}

function parseArguments(tokens: Tokens): readonly Expression[] {
  const args: Expression[] = [];
  tokens.expect("(");
  if (tokens.take("method )") !== undefined) return args;
  do args.push(parseParameter(tokens));
  while (tokens.take(",") !== undefined);
  tokens.expect("method )");
  return args;
}
