import { highlight } from "./highlight.ts";
import { indented } from "../json-text.ts";
import { paint } from "../paint.ts";
import type { RecordLook } from "./record-look.ts";
import { fold } from "./fold.ts";
import { visible } from "../visible.ts";

/** What a query found in a record, with its line end: JSON on one line, indented for people, or a string without its quotes. `json` is
 * its text, where that is known. Throws a RangeError for what is nested too deeply. */
export function valueLine(value: unknown, look: RecordLook, json = JSON.stringify(value)): string {
  switch (look.style) {
    case "json":
      return `${visible(json)}\n`;
    case "raw":
      return `${typeof value === "string" ? value : json}${look.delimiter}`;
    case "pretty": {
      const { colour } = look;
      const key = (token: string, isKey: boolean): string => paint("cyan", visible(token), colour && isKey);
      return `${folded(indented(json, key), look)}\n`;
    }
  }
}

/** A text that the user laid out, with what ends it. */
export function formattedLine(text: string, { spans, colour, delimiter }: RecordLook): string {
  return `${spans !== undefined && colour ? highlight(text, spans) : text}${delimiter}`;
}

function folded(text: string, { width }: RecordLook): string {
  return width === undefined ? text : fold(text, width, "    ");
}
