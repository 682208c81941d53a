import type { DecodedRecord } from "../../engine/decoded-record.ts";
import { decode } from "../../records/decode/decode.ts";
import type { Position } from "../../records/read/position.ts";
import { readRecords } from "../../records/read/read-records.ts";
import { select } from "../../records/select/select.ts";
import { tail } from "../../records/read/tail.ts";
import { colourful } from "../../report/io.ts";
import { recordLine, type RecordStyle } from "../../report/record-line.ts";
import type { Session } from "../session.ts";
import { readingOf } from "./reading-of.ts";
import type { RecordOptions } from "./record-flags.ts";

/** Milliseconds of work before a pause for Ctrl-C: records that are costly to decode arrive without one. */
const breath = 50;

/** Writes the stream's records to stdout as they arrive: one pass, or endlessly. */
export async function showRecords(session: Session, options: RecordOptions, how: Reading): Promise<void> {
  const { config, io, report } = session;
  const randomKeys = config.partitionKey.type === "request-id";
  const style = styleOf(session, options);
  const colour = colourful(io.stdout, io.env, session.noColor);
  for await (const record of selectedRecords(session, options, how))
    await report.item(recordLine(record, style, colour, randomKeys));
}

/** Endlessly or one pass; `since` is the default of --since. */
interface Reading {
  readonly endless: boolean;
  readonly since: Position;
}

/** The records that the options select, decoded. */
export async function* selectedRecords(
  session: Session,
  options: RecordOptions,
  { endless, since }: Reading,
): AsyncGenerator<DecodedRecord> {
  const { config, clients, clock, signal, report, place, io } = session;
  const { limit = Infinity, ...reading } = readingOf(options, clock.now(), since);
  const passes = await select(options);
  // On a terminal, silence would be puzzling.
  const tell = (text: string): void => {
    if (io.stderr.isTTY === true) report.event({ type: "note", text });
  };
  const { streamName } = config;
  const source = (endless ? tail : readRecords)(clients.kinesis, {
    ...reading,
    streamName,
    clock,
    signal,
    report,
    local: onThisMachine(place.endpoint),
    ...(endless && {
      onShards: (count: number) =>
        tell(
          `Following ${streamName}, ${count} ${count === 1 ? "shard" : "shards"}, ${fromWhere(reading.position)}; Ctrl-C ends.`,
        ),
    }),
  });
  let [read, shown, heard] = [0, 0, clock.now()];
  for await (const record of source) {
    for (const one of decode(record, { unpack: options.decode })) {
      if (clock.now() - heard >= breath) {
        await clock.sleep(0, signal);
        heard = clock.now();
      }
      read += 1;
      if (!passes(one)) continue;
      yield one;
      shown += 1;
      if (shown >= limit) return;
    }
  }
  if (endless || shown > 0) return;
  tell(
    read === 0 ? `No records in ${streamName}, ${fromWhere(reading.position)}.` : `None of ${read} records matched.`,
  );
}

function fromWhere(position: Position): string {
  switch (position.type) {
    case "trim-horizon":
      return "from the oldest on";
    case "latest":
      return "from now on";
    case "time":
      return `from ${position.at.toISOString()} on`;
  }
}

function styleOf({ json, io }: Session, { raw }: RecordOptions): RecordStyle {
  if (raw === true) return "raw";
  return json || io.stdout.isTTY !== true ? "json" : "pretty";
}

function onThisMachine(endpoint: string | undefined): boolean {
  return endpoint !== undefined && /^(localhost|127\.[\d.]+|\[::1\])$/.test(new URL(endpoint).hostname);
}
