import { randomUUID } from "node:crypto";
import { systemClock } from "../../../engine/clock.ts";
import { UsageError } from "../../../engine/errors.ts";
import { streamWriter } from "../../../records/forward/put-waves.ts";
import { streamIdentity } from "../../../records/read/checkpoint/stream-identity.ts";
import { shownUrl } from "../../../records/forward/hand-on.ts";
import { steadily } from "../../../records/forward/steadily.ts";
import { positiveNumber } from "../../../settings/parse/parse.ts";
import type { AnyRecord } from "../../../engine/decoded-record.ts";
import type { Call, Code } from "../../command.ts";
import { archiveCheckpoint } from "../../records/archive/archive-progress.ts";
import { checkReading } from "../../records/check-reading.ts";
import { forwardRecords, forwardTo, type ForwardOptions } from "../../records/forward/forward-records.ts";
import type { RecordOptions } from "../../records/record-flags.ts";
import { findStreams } from "../../records/streams/find-streams.ts";
import type { AskedStreams } from "../../records/streams/streams-of.ts";
import type { ReadSession } from "../../session.ts";
import { replaySource, pastStart } from "./replay-source.ts";

interface ReplayOptions extends RecordOptions {
  readonly toUrl?: string | undefined;
  readonly toStream?: string | undefined;
  readonly rate?: string | undefined;
  readonly concurrency?: string | undefined;
  readonly dryRun?: boolean | undefined;
  readonly fromArchive?: string | boolean | undefined;
}

/** Where records go. */
type Target =
  { readonly type: "url"; readonly to: ForwardOptions } | { readonly type: "stream"; readonly name: string };

/** With --rate, calls a second that put records into a stream. */
const calls = 10;

/** Times that a record is POSTed before the run fails. */
const attempts = 10;

/** Sends the records of a window of the past to --to-url or --to-stream. */
export async function runReplay(
  { io, options, reading }: Pick<Call, "io" | "options" | "reading">,
  given: ReplayOptions,
): Promise<Code> {
  const target = targetOf(given);
  if (given.since === undefined && given.fromSequence === undefined && given.fromArchive === undefined)
    throw new UsageError(
      "--since is missing: replay begins where it says.",
      "Such as --since 1h, or --since trim-horizon.",
    );
  const rate = given.rate === undefined ? undefined : positiveNumber(100_000)(given.rate, "--rate");
  // What arrives while it runs is no part of the past. A stream gets the bytes as they are stored.
  const until = given.until ?? new Date(systemClock.now()).toISOString();
  const own = { ...given, until, ...(target.type === "stream" && { decode: false }) };
  await checkReading(own, io, pastStart, given.fromArchive === undefined ? undefined : archiveCheckpoint);
  const source = await replaySource(own, io, { settings: options, offline: target.type === "url" });
  return reading(source.named, { ...source.place, tells: true }, async (session) => {
    if (target.type === "stream") await refuseItself(session, source.streams, target.name);
    const { archive, streamName } = session.config;
    if (target.type === "stream" && given.fromArchive !== undefined && archive && target.name === streamName)
      session.report.event({
        type: "warning",
        text: `The archive of ${streamName} will hold these records once more.`,
      });
    const to = target.type === "url" ? shownUrl(target.to.url) : target.name;
    const { checkpoint, ...selection } = own;
    const figures =
      given.dryRun === true
        ? await counted(source.batches(session, selection))
        : await sent(session, source.batches(session, own), {
            target,
            keeps: checkpoint !== undefined,
            rate,
          });
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
async function refuseItself(session: ReadSession, streams: AskedStreams | undefined, name: string): Promise<void> {
  const { clients, place, signal } = session;
  const target = await streamIdentity(clients.kinesis, name, { endpoint: place.endpoint, signal });
  if (streams === undefined) return;
  const { streams: sources } = await findStreams(session, streams);
  if (!sources.some((source) => source === name || source === target?.arn)) return;
  throw new UsageError(`--to-stream ${name} is the stream that is read.`, "Name another stream to put into.");
}

interface Figures {
  readonly records: number;
  readonly refused: number;
}

async function counted(batches: AsyncIterable<readonly AnyRecord[]>): Promise<Figures> {
  let records = 0;
  for await (const batch of batches) records += batch.length;
  return { records, refused: 0 };
}

async function sent(
  session: ReadSession,
  batches: AsyncIterable<readonly AnyRecord[]>,
  { target, keeps, rate }: { readonly target: Target; readonly keeps: boolean; readonly rate: number | undefined },
): Promise<Figures> {
  const { report, clients, clock, signal } = session;
  const pace = steadily(rate, clock, signal);
  let records = 0;
  const count = (): void => {
    records += 1;
    if (records % 100 === 0) report.event({ type: "progress", text: `${records} records sent` });
  };
  if (target.type === "url") {
    const onDelivery = async (): Promise<void> => count();
    const { refused } = await forwardRecords(session, batches, { ...target.to, keeps, pace, onDelivery });
    return { records, refused };
  }
  const atOnce = rate === undefined ? Infinity : Math.ceil(rate / calls);
  const writer = streamWriter({ kinesis: clients.kinesis, streamName: target.name, clock, signal, report });
  for await (const batch of batches) {
    for (const { partitionKey, bytes } of batch) {
      await pace();
      // Where the key was not kept, records spread over the shards.
      await writer.add({ bytes, partitionKey: partitionKey ?? randomUUID() });
      count();
      // The writer waits for a full call, which at a low rate comes late, and is too much at once.
      if (records % atOnce === 0) await writer.done();
    }
    // A checkpoint must not be ahead of what is stored.
    if (keeps) await writer.done();
  }
  await writer.done();
  return { records, refused: 0 };
}
