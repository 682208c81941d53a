import type { DecodedRecord } from "../../engine/decoded-record.ts";
import { formatOf } from "../../records/select/format.ts";
import { patternOf } from "../../records/select/pattern.ts";
import { query } from "../../records/select/query.ts";
import { recordLine } from "../../report/record/record-line.ts";
import type { RecordLook } from "../../report/record/record-look.ts";
import { formattedLine, valueLine } from "../../report/record/value-line.ts";
import { visible } from "../../report/visible.ts";
import { showingOf } from "./showing.ts";
import type { ShowingOptions } from "./showing-flags.ts";

/** What is written for a record. */
export type RecordWriter = (record: DecodedRecord) => string | Uint8Array;

/** Where records are written to. */
export type Surface = Pick<RecordLook, "colour" | "width" | "hidesRandomKeys" | "now"> & {
  readonly onTerminal: boolean;
};

/** Writes records as the options ask. Throws a UsageError for a wrong flag, expression or format. */
export async function recordWriter(options: ShowingOptions, surface: Surface): Promise<RecordWriter> {
  const { onTerminal } = surface;
  const look: RecordLook = {
    ...surface,
    ...showingOf(options, onTerminal),
    hex: options.hex === true,
    spans: options.grep === undefined ? undefined : (await patternOf(options.grep)).spans,
  };
  if (options.format !== undefined) {
    const format = await formatOf(options.format, onTerminal ? visible : undefined);
    return (record) => formattedLine(format(record), look);
  }
  if (options.query !== undefined) {
    const find = await query(options.query);
    return (record) => valueLine(find(record), look);
  }
  return (record) => recordLine(record, look);
}
