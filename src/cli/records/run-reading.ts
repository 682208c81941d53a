import type { Call, Code } from "../command.ts";
import { untilInterrupted } from "../until-interrupted.ts";
import { checkReading } from "./check-reading.ts";
import type { RecordOptions } from "./record-flags.ts";
import type { Reading } from "./selected-records.ts";
import { showRecords } from "./show-records.ts";
import type { ShowingOptions } from "./showing-flags.ts";
import { streamBatches } from "./streams/stream-batches.ts";
import { isNamed } from "./streams/is-named.ts";
import { readPlace, streamsOf } from "./streams/streams-of.ts";

/** Reads the streams that the options name, and shows their records until Ctrl-C or the end. */
export async function runReading(
  { io, options, reading }: Pick<Call, "io" | "options" | "reading">,
  own: RecordOptions & ShowingOptions,
  how: Reading,
): Promise<Code> {
  await checkReading(own, io, how.since);
  const streams = streamsOf(own.streamName, own.streamArn, options.region);
  const json = own.output === "json" ? { json: true } : {};
  const named = await isNamed(streams, io, options);
  return untilInterrupted(() =>
    reading(
      named,
      { ...readPlace(streams), ...json, tells: true },
      (session) =>
        showRecords(session, own, (seen, watched) => streamBatches(seen, own, { ...how, ...watched }, streams)),
      { looks: "stream" },
    ),
  );
}
