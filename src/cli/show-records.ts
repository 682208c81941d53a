import { decode } from "../records/decode.ts";
import type { Position } from "../records/position.ts";
import { readRecords } from "../records/read.ts";
import { select } from "../records/select.ts";
import { tail } from "../records/tail.ts";
import { colourful } from "../report/io.ts";
import { recordLine, type RecordStyle } from "../report/record.ts";
import type { Session } from "./app.ts";
import { readingOf } from "./reading.ts";
import type { RecordOptions } from "./record-options.ts";

/** Writes the stream's records to stdout as they come: one pass, or for ever. */
export async function showRecords(
  session: Session,
  options: RecordOptions,
  { endless, since }: { readonly endless: boolean; readonly since: Position },
): Promise<void> {
  const { config, clients, clock, signal, report, io, place } = session;
  const { limit = Infinity, ...reading } = readingOf(options, clock.now(), since);
  const passes = await select(options);
  const source = (endless ? tail : readRecords)(clients.kinesis, {
    ...reading,
    streamName: config.streamName,
    clock,
    signal,
    report,
    local: onThisMachine(place.endpoint),
  });
  const style = styleOf(session, options);
  const colour = colourful(io.stdout, io.env, session.noColor);
  let shown = 0;
  for await (const record of source) {
    for (const one of decode(record, { unpack: options.decode })) {
      if (!passes(one)) continue;
      await report.item(recordLine(one, style, colour));
      shown += 1;
      if (shown >= limit) return;
    }
  }
}

function styleOf({ json, io }: Session, { raw }: RecordOptions): RecordStyle {
  if (raw === true) return "raw";
  return json || io.stdout.isTTY !== true ? "json" : "pretty";
}

function onThisMachine(endpoint: string | undefined): boolean {
  return endpoint !== undefined && /^(localhost|127\.[\d.]+|\[::1\])$/.test(new URL(endpoint).hostname);
}
