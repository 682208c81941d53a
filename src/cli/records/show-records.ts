import { colourful, isTerminal } from "../../report/io.ts";
import { inPieces } from "../../report/in-pieces.ts";
import type { AnyRecord } from "../../engine/decoded-record.ts";
import type { Reporter } from "../../engine/events.ts";
import type { ReadSession } from "../session.ts";
import { readingFigures } from "./reading-figures.ts";
import { recordWriter } from "./record-writer.ts";
import type { Reading } from "./selected-records.ts";
import type { ShowingOptions } from "./showing-flags.ts";

/** What is told of a reading while somebody watches. */
export type Watched = Pick<Reading, "tell" | "onReply">;

/** Where records come from, those together that came together. */
export type Batches = (session: ReadSession, watched: Watched) => AsyncIterable<readonly AnyRecord[]>;

/** Writes records to stdout as they arrive; `most`: characters of each that people see on a terminal. */
export async function showRecords(
  session: ReadSession,
  options: ShowingOptions,
  from: Batches,
  most?: number,
): Promise<void> {
  const { config, io, report, clock, json, colors } = session;
  const onTerminal = isTerminal(io.stdout);
  const write = await recordWriter(
    { ...options, ...(json && { json }) },
    {
      onTerminal,
      colour: colourful(io.stdout, io.env, colors),
      width: onTerminal ? io.stdout.columns || undefined : undefined,
      most: onTerminal ? most : undefined,
      hidesRandomKeys: config.partitionKey.type === "request-id",
      now: () => clock.now(),
      tell: (text) => report.event({ type: "warning", text }),
    },
  );
  const watched = onTerminal && isTerminal(io.stderr) && !json && !session.quiet ? watch(session) : undefined;
  const seen = watched === undefined ? session : { ...session, report: watched.report };
  try {
    for await (const batch of from(seen, watched?.how ?? {})) {
      const lines = function* () {
        for (const record of batch) yield write(record);
      };
      for (const piece of inPieces(lines())) await report.item(piece);
      watched?.shown(batch.length);
    }
  } finally {
    watched?.end();
  }
}

/** Tells somebody at a terminal how the reading goes: a line that moves while it waits, and a summary at the end. */
function watch({ report, clock }: ReadSession) {
  const figures = readingFigures(() => clock.now());
  const tell = (text: string): void => report.event({ type: "note", text });
  const listening: Reporter = {
    ...report,
    event(event) {
      if (event.type === "wait") figures.waited();
      report.event(event);
    },
  };
  const onReply: Reading["onReply"] = (stream, shardId, batch) => {
    figures.reply(stream, shardId, batch);
    const text = figures.status();
    if (text !== undefined) report.event({ type: "progress", text });
  };
  return {
    report: listening,
    how: { tell, onReply },
    shown: figures.shown,
    end: () => figures.summary().forEach(tell),
  };
}
