import type { AnyRecord } from "../../engine/decoded-record.ts";
import { formatOf } from "../../records/select/format.ts";
import { patternOf } from "../../records/select/pattern.ts";
import { query } from "../../records/select/query.ts";
import { oneLine } from "../../report/json-text.ts";
import { recordLine } from "../../report/record/record-line.ts";
import type { RecordLook } from "../../report/record/record-look.ts";
import { formattedLine, valueLine } from "../../report/record/value-line.ts";
import { visible } from "../../report/visible.ts";
import { showingOf } from "./showing.ts";
import type { ShowingOptions } from "./showing-flags.ts";

/** What is written for a record. */
export type RecordWriter = (record: AnyRecord) => string | Uint8Array;

/** Where records are written to. */
export type Surface = Pick<RecordLook, "colour" | "width" | "hidesRandomKeys" | "most" | "now"> & {
  readonly onTerminal: boolean;
  /** Told of a record that is shown otherwise than asked. */
  readonly tell?: ((text: string) => void) | undefined;
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
  const unlessTooDeep =
    (flag: string, write: RecordWriter): RecordWriter =>
    (record) => {
      try {
        return write(record);
      } catch (error) {
        // JSON.parse takes any depth, and JSON.stringify does not: anybody who may send events must not end the reading with one.
        if (!(error instanceof RangeError)) throw error;
        surface.tell?.(
          `Record ${record.sequenceNumber} of ${record.shardId} is nested too deeply for ${flag}; it is shown whole.`,
        );
        return recordLine(record, look);
      }
    };
  if (options.format !== undefined) {
    const format = await formatOf(options.format, onTerminal ? visible : undefined);
    return unlessTooDeep("--format", (record) => formattedLine(format(record), look));
  }
  if (options.query !== undefined) {
    const find = await query(options.query);
    // The document as it was sent keeps the digits of large numbers.
    const isWhole = options.query.trim() === "data";
    return unlessTooDeep("--query", (record) =>
      valueLine(find(record), look, isWhole && record.encoding === "json" ? oneLine(record.text) : undefined),
    );
  }
  return (record) => recordLine(record, look);
}
