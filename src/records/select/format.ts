import type { AnyRecord } from "../../engine/decoded-record.ts";
import { UsageError } from "../../engine/errors.ts";
import { unescaped } from "./escapes.ts";
import { query } from "./query.ts";

/** A text in which `{expression}` stands for what a JMESPath expression finds in a record. `{{` and `}}` are braces. */
export type Format = (record: AnyRecord) => string;

type Part = string | ((record: AnyRecord) => string);

/** `clean` makes what was found harmless to where it is written. Throws a UsageError for braces without an end, an expression that is wrong, and an escape that stands for nothing. */
export async function formatOf(text: string, clean: (value: string) => string = (value) => value): Promise<Format> {
  const parts: Part[] = [];
  let plain = "";
  for (let at = 0; at < text.length;) {
    const char = text.charAt(at);
    if ((char === "{" || char === "}") && text.charAt(at + 1) === char) {
      plain += char;
      at += 2;
    } else if (char === "{") {
      const end = endOf(text, at);
      parts.push(unescaped(plain, "--format"), await fieldOf(text.slice(at + 1, end), at, clean));
      plain = "";
      at = end + 1;
    } else {
      plain += char;
      at += 1;
    }
  }
  parts.push(unescaped(plain, "--format"));
  return (record) => parts.map((part) => (typeof part === "string" ? part : part(record))).join("");
}

/** The brace that ends the expression: those within it, and in its quotes, count. */
function endOf(text: string, start: number): number {
  let depth = 0;
  let quote = "";
  for (let at = start; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (quote !== "") {
      if (char === "\\") at += 1;
      else if (char === quote) quote = "";
    } else if (char === "'" || char === '"' || char === "`") quote = char;
    else if (char === "{") depth += 1;
    else if (char === "}") {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  throw new UsageError(
    `--format has a { at character ${start + 1} that does not end.`,
    "A field is {data.event_name}; a brace itself is {{.",
  );
}

async function fieldOf(
  expression: string,
  at: number,
  clean: (value: string) => string,
): Promise<(record: AnyRecord) => string> {
  if (expression.trim() === "")
    throw new UsageError(
      `--format has {} at character ${at + 1}, which names nothing.`,
      "Write a field, such as {arrivedAt} or {data.event_name}.",
    );
  const find = await query(expression);
  // The document as it was sent keeps the digits of large numbers.
  if (expression.trim() === "data") return (record) => clean(record.text);
  return (record) => {
    const value = find(record);
    if (value === null) return "";
    return clean(typeof value === "string" ? value : JSON.stringify(value));
  };
}
