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

/** The ranges in the member of a JSON document. */
export function rangesInJson(text: string, member: string, name: string): readonly string[] {
  const list = memberOf(text, member);
  if (!Array.isArray(list) || list.length === 0)
    throw new UsageError(`${name} has no list "${member}".`, "Pass a file with addresses: --refresh FILE.");
  return allowList(list.map(String), (index) => `Entry ${index + 1} of "${member}" in ${name}: `);
}

function memberOf(text: string, member: string): unknown {
  try {
    return (JSON.parse(text) as Readonly<Record<string, unknown>> | null)?.[member];
  } catch {
    return undefined;
  }
}
