import { colourful } from "../../report/io.ts";
import { inPieces } from "../../report/in-pieces.ts";
import { recordLine, type RecordStyle } from "../../report/record-line.ts";
import type { Session } from "../session.ts";
import type { RecordOptions } from "./record-flags.ts";
import { selectedBatches, type Reading } from "./selected-records.ts";

/** Writes the stream's records to stdout as they arrive: one pass, or endlessly. */
export async function showRecords(session: Session, options: RecordOptions, how: Reading): Promise<void> {
  const { config, io, report } = session;
  const randomKeys = config.partitionKey.type === "request-id";
  const style = styleOf(session, options);
  const colour = colourful(io.stdout, io.env, session.noColor);
  // On a terminal, silence would be puzzling.
  const tell = (text: string): void => {
    if (io.stderr.isTTY === true) report.event({ type: "note", text });
  };
  for await (const batch of selectedBatches(session, options, { ...how, tell })) {
    const lines = function* () {
      for (const record of batch) yield recordLine(record, style, colour, randomKeys);
    };
    for (const piece of inPieces(lines())) await report.item(piece);
  }
}

function styleOf({ json, io }: Session, { raw }: RecordOptions): RecordStyle {
  if (raw === true) return "raw";
  return json || io.stdout.isTTY !== true ? "json" : "pretty";
}
