import { pieces, type Reference } from "../resources/reference.ts";
import type { Value } from "../resources/resource.ts";

/** Something written as Terraform takes it: a value, an expression, or a value that becomes JSON text. */
export type Hcl =
  Value | { readonly type: "expression"; readonly text: string } | { readonly type: "json"; readonly value: Value };

/** Says what a reference is in Terraform. */
export type Refer = (to: Reference) => string;

/** An expression as it is. */
export function expression(text: string): Hcl {
  return { type: "expression", text };
}

/** A value that becomes JSON text. */
export function json(value: Value): Hcl {
  return { type: "json", value };
}

/** The value in Terraform's language, its lines after the first behind so many spaces. */
export function hcl(value: Hcl, refer: Refer, indent = 0): string {
  if (typeof value === "string") return textOf(value, refer, indent);
  if (typeof value !== "object") return String(value);
  if (isWritten(value, "expression")) return value.text;
  if (isWritten(value, "json")) return `jsonencode(${hcl(value.value, refer, indent)})`;
  const [inner, outer] = [" ".repeat(indent + 2), " ".repeat(indent)];
  if (Array.isArray(value)) {
    const all = value.map((one: Value) => hcl(one, refer, indent + 2));
    const short = `[${all.join(", ")}]`;
    if (all.length === 0 || (short.length < 80 && !short.includes("\n"))) return short;
    return `[\n${all.map((one) => `${inner}${one},\n`).join("")}${outer}]`;
  }
  const members = Object.entries(value).map(([name, one]) => {
    const key = /^[A-Za-z_][\w]*$/.test(name) ? name : textOf(name, refer);
    return [key, hcl(one as Value, refer, indent + 2)] as const;
  });
  return members.length === 0 ? "{}" : `{\n${aligned(members, inner)}${outer}}`;
}

/** Assignments, one below the other, as `terraform fmt` writes them: the signs of those on neighbouring lines stand in a column. */
export function aligned(members: readonly (readonly [string, string])[], before: string): string {
  const isShort = ([, text]: readonly [string, string]): boolean => !text.includes("\n") || text.startsWith("<<");
  const widths = members.map(([name]) => name.length);
  for (let from = 0; from < members.length; from += 1) {
    let to = from;
    while (to < members.length && isShort(members[to]!)) to += 1;
    if (to > from) widths.fill(Math.max(...widths.slice(from, to)), from, to);
    from = Math.max(from, to);
  }
  return members.map(([name, text], index) => `${before}${name.padEnd(widths[index] ?? 0)} = ${text}\n`).join("");
}

function isWritten<T extends string>(value: object, type: T): value is Extract<Hcl, { readonly type: T }> & object {
  return "type" in value && value.type === type && ("text" in value || "value" in value);
}

/** A text: of one line in quotes, of several as a heredoc, so that a template can be read. */
function textOf(text: string, refer: Refer, indent = 0): string {
  const all = pieces(text);
  const [first] = all;
  if (all.length === 1 && first !== undefined && typeof first !== "string") return refer(first);
  const written = (literal: (part: string) => string): string =>
    all.map((one) => (typeof one === "string" ? literal(one) : `\${${refer(one)}}`)).join("");
  if (!text.includes("\n") || !isPlain(text)) return `"${written(quoted)}"`;
  let end = "EOT";
  while (text.includes(end)) end += "_";
  const body = written(escaped);
  // A heredoc ends with a line end.
  return text.endsWith("\n") ? `<<${end}\n${body}${end}\n` : `chomp(<<${end}\n${body}\n${end}\n${" ".repeat(indent)})`;
}

/** Can a heredoc hold it? Nothing is escaped there but what begins an expression. */
function isPlain(text: string): boolean {
  return !/\r|[$%]{2}\{|[$%]$/m.test(text) && !text.endsWith("\n\n");
}

function escaped(text: string): string {
  return text.replace(/[$%](?=\{)/g, "$&$&");
}

function quoted(text: string): string {
  const plain = JSON.stringify(text)
    .slice(1, -1)
    .replace(/\\(.)/g, (sign, char: string) => {
      return char === "b" ? "\\u0008" : char === "f" ? "\\u000c" : sign;
    });
  return plain.replace(/[$%](?=[$%]*\{)|[$%]$/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
}
