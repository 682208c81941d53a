import { UsageError } from "../../../engine/errors.ts";
import type { Call, Code } from "../../command.ts";
import { checkReading } from "../../records/check-reading.ts";
import { forwardRecords, forwardTo } from "../../records/forward/forward-records.ts";
import { refuseShowing } from "../../records/forward/refuse-showing.ts";
import type { RecordOptions } from "../../records/record-flags.ts";
import type { Reading } from "../../records/selected-records.ts";
import type { ShowingOptions } from "../../records/showing-flags.ts";
import { streamBatches } from "../../records/streams/stream-batches.ts";
import { isNamed } from "../../records/streams/is-named.ts";
import { readPlace, streamsOf } from "../../records/streams/streams-of.ts";
import { untilInterrupted } from "../../until-interrupted.ts";

type ForwardFlags = RecordOptions &
  ShowingOptions & { readonly forwardTo?: string | undefined; readonly concurrency?: string | undefined };

/** Follows the stream, and POSTs each record to --forward-to. */
export async function runForward(
  { io, options, reading }: Pick<Call, "io" | "options" | "reading">,
  own: ForwardFlags,
  how: Reading,
): Promise<Code> {
  if (own.forwardTo === undefined) throw new UsageError("--concurrency goes with --forward-to.", "Leave it out.");
  const to = forwardTo(own.forwardTo, own.concurrency, "--forward-to");
  refuseShowing(own, "--forward-to");
  await checkReading(own, io, how.since);
  const streams = streamsOf(own.streamName, own.streamArn, options.region);
  const named = await isNamed(streams, io, options);
  return untilInterrupted(() =>
    reading(named, { ...readPlace(streams), tells: true }, async (session) => {
      const tell = (text: string): void => session.report.event({ type: "note", text });
      const { refused } = await forwardRecords(session, streamBatches(session, own, { ...how, tell }, streams), {
        ...to,
        keeps: own.checkpoint !== undefined,
      });
      if (refused === 0) return 0;
      tell(`${refused} ${refused === 1 ? "record was" : "records were"} refused, and not sent again.`);
      return 1;
    }),
  );
}
