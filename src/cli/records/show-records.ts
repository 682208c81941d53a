import { colourful, isTerminal } from "../../report/io.ts";
import { inPieces } from "../../report/in-pieces.ts";
import type { ReadSession } from "../session.ts";
import type { RecordOptions } from "./record-flags.ts";
import { recordWriter } from "./record-writer.ts";
import type { Reading } from "./selected-records.ts";
import { streamBatches } from "./stream-batches.ts";
import type { AskedStreams } from "./streams-of.ts";
import type { ShowingOptions } from "./showing-flags.ts";

/** Writes the stream's records to stdout as they arrive: one pass, or endlessly. */
export async function showRecords(
  session: ReadSession,
  options: RecordOptions & ShowingOptions,
  how: Reading,
  streams: AskedStreams = { type: "proxy" },
): Promise<void> {
  const { config, io, report, clock, json, colors } = session;
  const onTerminal = isTerminal(io.stdout);
  const write = await recordWriter(
    { ...options, ...(json && { json }) },
    {
      onTerminal,
      colour: colourful(io.stdout, io.env, colors),
      width: onTerminal ? io.stdout.columns || undefined : undefined,
      hidesRandomKeys: config.partitionKey.type === "request-id",
      now: () => clock.now(),
    },
  );
  // On a terminal, silence would be puzzling.
  const tell = (text: string): void => {
    if (isTerminal(io.stderr)) report.event({ type: "note", text });
  };
  for await (const batch of streamBatches(session, options, { ...how, tell }, streams)) {
    const lines = function* () {
      for (const record of batch) yield write(record);
    };
    for (const piece of inPieces(lines())) await report.item(piece);
  }
}
