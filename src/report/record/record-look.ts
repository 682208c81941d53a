import type { TimeStyle } from "./arrival.ts";
import type { Spans } from "./highlight.ts";

/** How records are written: one JSON document a line, for people, or only the bytes. */
export type RecordStyle = "json" | "pretty" | "raw";

/** What stands before the data on a line for people. */
export const columns = ["time", "stream", "shard", "key"] as const;
export type Column = (typeof columns)[number];

/** How records are shown. All but `style` and `delimiter` is for people. */
export interface RecordLook {
  readonly style: RecordStyle;
  /** What ends the bytes of a record. */
  readonly delimiter: string;
  readonly colour: boolean;
  readonly time: TimeStyle;
  readonly hidden: ReadonlySet<Column>;
  /** Leave out partition keys that API Gateway made, which differ in each record. */
  readonly hidesRandomKeys: boolean;
  /** Shows bytes that are not text as a hex dump. */
  readonly hex: boolean;
  /** What to highlight in the data. */
  readonly spans: Spans | undefined;
  /** Columns of the terminal; undefined: lines are not folded. */
  readonly width: number | undefined;
  /** Characters of data that are shown of a record, at least a screenful; all when left out. */
  readonly most?: number | undefined;
  now(): number;
}
