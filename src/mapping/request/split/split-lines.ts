import type { BatchFrom } from "./batch-from.ts";
import { firehoseLines } from "./firehose-lines.ts";
import { elementLines, listLines } from "./list-lines.ts";
import { MOST } from "./most.ts";
import { ndjsonLines } from "./ndjson-lines.ts";

/** Velocity lines that set `$elements` to the texts of the records of a batch, at most MOST: none for a body of another form or with
 * more of them. */
export function splitLines(from: BatchFrom): readonly string[] {
  switch (from.type) {
    case "list":
      return [...listLines(from.path, from.bare, elementLines), ...countLines];
    case "ndjson":
      return [...ndjsonLines, ...countLines];
    case "firehose":
      return firehoseLines;
  }
}

/** The Velocity line that sets `$data` to the text of `$element`; of Firehose's records, to its base64. */
export function elementLine({ type }: BatchFrom): string {
  switch (type) {
    case "list":
      return `#set($data = $element.trim())`;
    case "ndjson":
      return `#set($data = $element)`;
    case "firehose":
      return `#set($data = $element.substring(1))`;
  }
}

const countLines: readonly string[] = [
  `#set($count = 0)`,
  `#foreach($element in $elements)#set($count = $foreach.count)#end`,
  `#if($count > ${MOST})#set($elements = [])#end`,
];
