import type { DecodedRecord } from "../core/decoded-record.ts";
import { UsageError } from "../core/errors.ts";
import { where } from "./where.ts";

/** Which records to show; a member that is undefined lets all through, and all must agree. */
export interface Selection {
  /** The whole partition key. */
  readonly key?: string | undefined;
  /** A regular expression that must be found in the decoded text; for `base64`, in the base64 text. */
  readonly grep?: string | undefined;
  /** A regular expression that must not be found there. */
  readonly exclude?: string | undefined;
  /** A JMESPath expression over the record's fields that must be true. */
  readonly where?: string | undefined;
}

/** A test for records. Throws a UsageError when a regular expression or the JMESPath expression is wrong. */
export async function select(selection: Selection): Promise<(record: DecodedRecord) => boolean> {
  const { key } = selection;
  const grep = regex(selection.grep);
  const exclude = regex(selection.exclude);
  const passes = selection.where === undefined ? undefined : await where(selection.where);
  return (record) =>
    (key === undefined || record.partitionKey === key) &&
    (grep === undefined || grep.test(record.text)) &&
    (exclude === undefined || !exclude.test(record.text)) &&
    (passes === undefined || passes(record));
}

/** A JavaScript regular expression, with Unicode on; a leading `(?i)` ignores case. */
function regex(source: string | undefined): RegExp | undefined {
  if (source === undefined) return undefined;
  const anyCase = source.startsWith("(?i)");
  try {
    return new RegExp(anyCase ? source.slice(4) : source, anyCase ? "iu" : "u");
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split(": ").at(-1) ?? "") : "";
    throw new UsageError(`"${source}" is not a regular expression: ${reason.toLowerCase()}.`);
  }
}
