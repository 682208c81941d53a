import { systemClock } from "../../../engine/clock.ts";
import type { AnyRecord } from "../../../engine/decoded-record.ts";
import type { IO } from "../../../report/io.ts";
import { archiveBatches } from "../../records/archive/archive-batches.ts";
import { archivePlace } from "../../records/archive/archive-place.ts";
import { archiveReading } from "../../records/archive/archive-reading.ts";
import type { RecordOptions } from "../../records/record-flags.ts";
import { streamBatches } from "../../records/streams/stream-batches.ts";
import { isNamed } from "../../records/streams/is-named.ts";
import { readPlace, streamsOf, type AskedStreams } from "../../records/streams/streams-of.ts";
import { LOCAL_REGION } from "../../session/place.ts";
import type { Source } from "../../../settings/sources.ts";
import type { GlobalOptions } from "../../global-flags.ts";
import type { ReadSession } from "../../session.ts";

/** What is sent again: the records of streams, or of an archive. */
export interface ReplaySource {
  /** No service but that of the records is called. */
  readonly named: boolean;
  readonly place: Readonly<Record<string, string | undefined>>;
  /** What is read, where it is streams. */
  readonly streams: AskedStreams | undefined;
  batches(session: ReadSession, options: RecordOptions): AsyncIterable<readonly AnyRecord[]>;
}

/** Where streams are read from without --since. */
export const pastStart = { type: "trim-horizon" } as const;

/** Parses the flags that say what is sent again; throws a UsageError. `offline`: nothing is sent to AWS, so that a folder needs no region. */
export async function replaySource(
  options: RecordOptions & { readonly fromArchive?: string | boolean | undefined },
  io: Pick<IO, "env" | "cwd">,
  { settings, offline }: { readonly settings: GlobalOptions & Source; readonly offline: boolean },
): Promise<ReplaySource> {
  const { region } = settings;
  if (options.fromArchive !== undefined && options.fromArchive !== false) {
    const place = await archivePlace(options.fromArchive, io.cwd);
    archiveReading(options, systemClock.now());
    return {
      named: place.type !== "proxy",
      place: place.type === "folder" && offline ? { region: region ?? LOCAL_REGION } : {},
      streams: undefined,
      batches: (session, own) => archiveBatches(session, own, place),
    };
  }
  const streams = streamsOf(options.streamName, options.streamArn, region);
  return {
    named: await isNamed(streams, io, settings),
    place: readPlace(streams),
    streams,
    batches: (session, own) => streamBatches(session, own, { endless: false, since: pastStart }, streams),
  };
}
