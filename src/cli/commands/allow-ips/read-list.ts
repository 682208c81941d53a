import { UsageError } from "../../../engine/errors.ts";
import { allowList } from "../../../settings/parse/allow-list.ts";

/** The ranges in a text: a word a range, with comments after `#`; `name` names the text in an error. Throws a UsageError that names
 * the line of the first bad one, and for a text without any. */
export function rangesIn(text: string, name: string): readonly string[] {
  const found = text.split(/\r?\n/).flatMap((line, index) =>
    line
      .replace(/#.*/, "")
      .split(/[\s,]+/)
      .filter((word) => word !== "")
      .map((word) => ({ word, line: index + 1 })),
  );
  if (found.length === 0) throw new UsageError(`${name} has no address in it.`, "Write one address or range per line.");
  return allowList(
    found.map(({ word }) => word),
    (index) => `Line ${found[index]?.line} of ${name}: `,
  );
}

/** The ranges in a JSON document: a list, or the list that is its member of that name. Throws a UsageError, one that names the first
 * bad entry, and for a list without any. */
export function rangesInJson(text: string, member: string | undefined, name: string): readonly string[] {
  const document = parsed(text, name);
  const list = Array.isArray(document) ? (document as readonly unknown[]) : memberOf(document, member);
  const where = member === undefined || list === document ? "" : `"${member}" in `;
  if (!Array.isArray(list) || list.length === 0)
    throw new UsageError(`${name} has no list${member === undefined ? "" : ` "${member}"`} with addresses.`, OTHERWISE);
  return allowList(list.map(String), (index) => `Entry ${index + 1} of ${where}${name}: `);
}

const OTHERWISE = "Pass a file with addresses, one a line: --refresh FILE.";

function parsed(text: string, name: string): unknown {
  if (text === "") throw new UsageError(`${name} is empty.`, OTHERWISE);
  try {
    return JSON.parse(text);
  } catch {
    const what = /^<(!doctype|html)/i.test(text) ? "a web page, not JSON" : "not JSON";
    throw new UsageError(`${name} is ${what}.`, OTHERWISE);
  }
}

function memberOf(document: unknown, member = ""): unknown {
  return (document as Readonly<Record<string, unknown>> | null)?.[member];
}

/** The text of a file with addresses. Throws a UsageError for bytes that are none. */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError("The list of addresses is not UTF-8 text.", "Write one address or range per line.");
  }
}
