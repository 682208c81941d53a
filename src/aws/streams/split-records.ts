import type { _Record } from "@aws-sdk/client-kinesis";
import { recordAt } from "./record-at.ts";

/** An answer to GetRecords in two parts: its records, and the document without them. */
export interface SplitAnswer {
  readonly records: readonly Partial<_Record>[];
  /** The list of records is empty here. */
  readonly rest: Buffer;
}

/** Node.js makes strings of more than 128 KiB far more slowly. */
const most = 65_536;

const opening = /"Records"\s*:\s*\[/;

/** Splits the body of an answer to GetRecords, which came in these chunks; undefined for what has no records, or looks otherwise than
 * Kinesis writes it. As one string, as the SDK reads it, the body takes several times as long and as much memory. */
export function splitRecords(chunks: readonly Uint8Array[]): SplitAnswer | undefined {
  const records: Partial<_Record>[] = [];
  const rest: Buffer[] = [];
  let part: "head" | "records" | "tail" = "head";
  /** What was not read yet is at the beginning of the `sheet`, which is used again and again: memory that is new to a process is slow. */
  let sheet = Buffer.allocUnsafeSlow(2 * most);
  let length = 0;
  /** A record that was cut is not tried again before so many bytes have come: it may be long. */
  let enough = 0;
  const pieces = chunks.flatMap(piecesOf);
  for (const [place, piece] of pieces.entries()) {
    if (length + piece.length > sheet.length)
      sheet = Buffer.concat([sheet.subarray(0, length)], 2 * (length + piece.length));
    sheet.set(piece, length);
    length += piece.length;
    if (part === "tail" || (length < enough && place < pieces.length - 1)) continue;
    const text = sheet.toString("latin1", 0, length);
    let at = 0;
    if (part === "head") {
      const found = opening.exec(text);
      if (found === null && length > most) return undefined;
      if (found === null) continue;
      at = found.index + found[0].length;
      rest.push(Buffer.from(text.slice(0, at), "latin1"));
      part = "records";
    }
    while (part === "records") {
      const found = recordAt(sheet, text, at);
      if (found === undefined) return undefined;
      if (found === "cut") break;
      records.push(found.record);
      at = found.isLast ? found.end - 1 : found.end;
      if (found.isLast) part = "tail";
    }
    sheet.copyWithin(0, at, length);
    length -= at;
    enough = 2 * length;
  }
  return part === "tail" ? { records, rest: Buffer.concat([...rest, sheet.subarray(0, length)]) } : undefined;
}

function piecesOf(chunk: Uint8Array): readonly Uint8Array[] {
  const count = Math.ceil(chunk.length / most);
  return Array.from({ length: count }, (_, place) => chunk.subarray(place * most, (place + 1) * most));
}
