import type { AnyRecord } from "../../engine/decoded-record.ts";
import { patternOf } from "./pattern.ts";
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

/** A test for records; `tell` is told of a record that could not be looked at. Throws a UsageError for a wrong regular expression or
 * JMESPath expression. */
export async function select(
  selection: Selection,
  tell?: (text: string) => void,
): Promise<(record: AnyRecord) => boolean> {
  const { key } = selection;
  const grep = selection.grep === undefined ? undefined : await patternOf(selection.grep);
  const exclude = selection.exclude === undefined ? undefined : await patternOf(selection.exclude);
  const passes = selection.where === undefined ? undefined : await where(selection.where, tell);
  return (record) =>
    (key === undefined || record.partitionKey === key) &&
    (grep === undefined || grep.matches(record.text)) &&
    (exclude === undefined || !exclude.matches(record.text)) &&
    (passes === undefined || passes(record));
}
