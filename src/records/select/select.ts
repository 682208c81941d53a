import type { DecodedRecord } from "../../engine/decoded-record.ts";
import { UsageError } from "../../engine/errors.ts";
import { where } from "./where.ts";

/** Which records to show: those that fit every member that is defined. */
export interface Selection {
  /** The whole partition key. */
  readonly key?: string | undefined;
  /** A regular expression that matches somewhere in the decoded text, or in the base64 text of `base64`. */
  readonly grep?: string | undefined;
  /** A regular expression that matches nowhere there. */
  readonly exclude?: string | undefined;
  /** A JMESPath expression over the record's fields that is true. */
  readonly where?: string | undefined;
}

/** A test for records. Throws a UsageError for a wrong regular expression or JMESPath expression. */
export async function select(selection: Selection): Promise<(record: DecodedRecord) => boolean> {
  const { key } = selection;
  const grep = await regex(selection.grep);
  const exclude = await regex(selection.exclude);
  const passes = selection.where === undefined ? undefined : await where(selection.where);
  return (record) =>
    (key === undefined || record.partitionKey === key) &&
    (grep === undefined || grep(record.text)) &&
    (exclude === undefined || !exclude(record.text)) &&
    (passes === undefined || passes(record));
}

/** A test by a regular expression of RE2, whose time is linear in the text: no record can make it slow. `(?i)` in front ignores
 * case. */
async function regex(source: string | undefined): Promise<((text: string) => boolean) | undefined> {
  if (source === undefined) return undefined;
  // Plain words need no engine.
  if (/^[\p{L}\d\s_",:;<>=@#%&~/-]*$/u.test(source)) return (text) => text.includes(source);
  if (/(?<!\\)\\(k<|[1-9])/.test(source)) throw lacking(source);
  const { RE2JS } = await import("re2js");
  try {
    const pattern = RE2JS.compile(RE2JS.translateRegExp(source));
    return (text) => pattern.matcher(text).find();
  } catch (error) {
    if (/\(\?<?[=!]/.test(source)) throw lacking(source);
    const reason = error instanceof Error ? error.message.replace(/^error parsing regexp: /, "") : "";
    throw new UsageError(`"${source}" is not a regular expression: ${reason}.`);
  }
}

function lacking(source: string): UsageError {
  return new UsageError(
    `"${source}" is not supported: it has a lookahead, a lookbehind or a back reference.`,
    "These are left out so that no record can make the reading slow.",
  );
}
