import { systemClock } from "../../../engine/clock.ts";
import { UsageError } from "../../../engine/errors.ts";
import { streamWriter } from "../../../records/forward/put-waves.ts";
import { streamIdentity } from "../../../records/read/checkpoint/stream-identity.ts";
import { shownUrl } from "../../../records/forward/hand-on.ts";
import { positiveNumber } from "../../../settings/parse/parse.ts";
import type { Call, Code } from "../../command.ts";
import { checkReading } from "../../records/check-reading.ts";
import { forwardRecords, forwardTo, type ForwardOptions } from "../../records/forward/forward-records.ts";
import type { RecordOptions } from "../../records/record-flags.ts";
import type { Reading } from "../../records/selected-records.ts";
import { findStreams } from "../../records/streams/find-streams.ts";
import { streamBatches } from "../../records/streams/stream-batches.ts";
import { readPlace, streamsOf, type AskedStreams } from "../../records/streams/streams-of.ts";
import type { ReadSession } from "../../session.ts";

interface ReplayOptions extends RecordOptions {
  readonly toUrl?: string | undefined;
  readonly toStream?: string | undefined;
  readonly rate?: string | undefined;
  readonly concurrency?: string | undefined;
  readonly dryRun?: boolean | undefined;
}

/** Where records go. */
type Target =
  { readonly type: "url"; readonly to: ForwardOptions } | { readonly type: "stream"; readonly name: string };

/** Times that a record is POSTed before the run fails. */
const attempts = 10;

/** Sends the records of a window of the past to --to-url or --to-stream. */
export async function runReplay(
  { io, options, reading }: Pick<Call, "io" | "options" | "reading">,
  given: ReplayOptions,
): Promise<Code> {
  const target = targetOf(given);
  if (given.since === undefined && given.fromSequence === undefined)
    throw new UsageError(
      "--since is missing: replay begins where it says.",
      "Such as --since 1h, or --since trim-horizon.",
    );
  const rate = given.rate === undefined ? undefined : positiveNumber(100_000)(given.rate, "--rate");
  // What arrives while it runs is no part of the past. A stream gets the bytes as they are stored.
  const until = given.until ?? new Date(systemClock.now()).toISOString();
  const own = { ...given, until, ...(target.type === "stream" && { decode: false }) };
  const how: Reading = { endless: false, since: { type: "trim-horizon" } };
  await checkReading(own, io, how.since);
  const streams = streamsOf(own.streamName, own.streamArn, options.region);
  return reading(streams.type !== "proxy", { ...readPlace(streams), tells: true }, async (session) => {
    if (target.type === "stream") await refuseItself(session, streams, target.name);
    const to = target.type === "url" ? shownUrl(target.to.url) : target.name;
    const figures =
      given.dryRun === true
        ? await counted(session, own, how, streams)
        : await sent(session, own, how, { streams, target, pace: paceOf(session, rate) });
    const verb = given.dryRun === true ? "would go" : "went";
    const { records, refused } = figures;
    session.report.result({ to, dryRun: given.dryRun === true, ...figures }, [
      `${records} ${records === 1 ? "record" : "records"} ${verb} to ${to}${refused === 0 ? "" : `, which refused ${refused}`}.`,
    ]);
    return refused > 0 ? 1 : 0;
  });
}

function targetOf({ toUrl, toStream, concurrency }: ReplayOptions): Target {
  if ((toUrl === undefined) === (toStream === undefined))
    throw new UsageError(
      toUrl === undefined ? "Nothing says where to send them." : "--to-url and --to-stream exclude each other.",
      toUrl === undefined ? "Add --to-url URL or --to-stream NAME." : "Leave one of them out.",
    );
  if (toUrl !== undefined) return { type: "url", to: { ...forwardTo(toUrl, concurrency, "--to-url"), attempts } };
  if (concurrency !== undefined) throw new UsageError("--concurrency goes with --to-url.", "Leave it out.");
  const name = toStream ?? "";
  if (/^[\w.-]{1,128}$/.test(name)) return { type: "stream", name };
  throw new UsageError(`--to-stream "${name}" is not the name of a stream.`, "It is in the same account and region.");
}

/** Each run would double what a stream has. Throws, too, where there is no such stream to put into. */
async function refuseItself(session: ReadSession, streams: AskedStreams, name: string): Promise<void> {
  const { clients, place, signal } = session;
  const target = await streamIdentity(clients.kinesis, name, { endpoint: place.endpoint, signal });
  const { streams: sources } = await findStreams(session, streams);
  if (!sources.some((source) => source === name || source === target?.arn)) return;
  throw new UsageError(`--to-stream ${name} is the stream that is read.`, "Name another stream to put into.");
}

interface Figures {
  readonly records: number;
  readonly refused: number;
}

async function counted(
  session: ReadSession,
  own: RecordOptions,
  how: Reading,
  streams: AskedStreams,
): Promise<Figures> {
  let records = 0;
  const { checkpoint: _, ...selection } = own;
  for await (const batch of streamBatches(session, selection, how, streams)) records += batch.length;
  return { records, refused: 0 };
}

async function sent(
  session: ReadSession,
  own: RecordOptions,
  how: Reading,
  {
    streams,
    target,
    pace,
  }: { readonly streams: AskedStreams; readonly target: Target; readonly pace: () => Promise<void> },
): Promise<Figures> {
  const { report, clients, clock, signal } = session;
  let records = 0;
  const count = (): void => {
    records += 1;
    if (records % 100 === 0) report.event({ type: "progress", text: `${records} records sent` });
  };
  if (target.type === "url") {
    const onDelivery = async (): Promise<void> => count();
    const { refused } = await forwardRecords(session, own, how, { ...target.to, streams, pace, onDelivery });
    return { records, refused };
  }
  const writer = streamWriter({ kinesis: clients.kinesis, streamName: target.name, clock, signal, report });
  for await (const batch of streamBatches(session, own, how, streams)) {
    for (const record of batch) {
      await pace();
      await writer.add(record);
      count();
    }
    // A checkpoint must not be ahead of what is stored.
    if (own.checkpoint !== undefined) await writer.done();
  }
  await writer.done();
  return { records, refused: 0 };
}

/** Waits before each record, so that there are no more than `rate` a second. */
function paceOf(
  { clock, signal }: Pick<ReadSession, "clock" | "signal">,
  rate: number | undefined,
): () => Promise<void> {
  const began = clock.now();
  let count = 0;
  return async () => {
    const wait = rate === undefined ? 0 : began + (count * 1_000) / rate - clock.now();
    count += 1;
    if (wait > 0) await clock.sleep(wait, signal);
  };
}
