import type { DecodedRecord } from "../../engine/decoded-record.ts";
import { InterruptedError, UsageError } from "../../engine/errors.ts";
import { down as downCommand } from "../commands/down/down.ts";
import { plan as planCommand } from "../commands/plan/plan.ts";
import { status as statusCommand } from "../commands/status/status.ts";
import { up as upCommand } from "../commands/up/up.ts";
import { inSession, inStreams, runAs } from "./call.ts";
import type { ReadSession } from "../session.ts";
import { generatorOf } from "./generator-of.ts";
import type { PlanAnswer, ProxyAnswer, SendAnswer, StatusAnswer } from "./library-answers.ts";
import {
  refuseUnknown,
  type DownOptions,
  type PlanOptions,
  type ProxyOptions,
  type ReadOptions,
  type SendOptions,
  type TailOptions,
  type UpOptions,
} from "./library-options.ts";

/** Brings the proxy up and waits until it works, as `kinesis-proxy up` does. Throws a `CliError`: a sentence, a hint, an exit code. */
export async function up({ probe = true, ...options }: UpOptions = {}): Promise<ProxyAnswer> {
  return (await runAs<ProxyAnswer>("up", upCommand, options, { probe })).answer;
}

/** Removes all that is ours without a question, as `kinesis-proxy down --yes` does. What stays is `kept`, with the reason. */
export async function down(options: DownOptions = {}): Promise<ProxyAnswer> {
  return (await runAs<ProxyAnswer>("down", downCommand, options, { yes: true })).answer;
}

/** What `up`, or with `down` `down`, would do, read from AWS; changes nothing. */
export async function plan(options: PlanOptions = {}): Promise<PlanAnswer> {
  const { answer, code } = await runAs<Omit<PlanAnswer, "toDo">>("plan", planCommand, options);
  return { ...answer, toDo: code === 3 };
}

/** Each resource as AWS has it: there or not, ours or not, as asked or not; changes nothing. */
export async function status(options: ProxyOptions = {}): Promise<StatusAnswer> {
  const { answer, code } = await runAs<Omit<StatusAnswer, "asAsked">>("status", statusCommand, options);
  return { ...answer, asAsked: code === 0 };
}

/** POSTs events and waits until their records are in the stream. Throws where one is refused, does not arrive or is altered. */
export async function send(options: SendOptions = {}): Promise<SendAnswer> {
  refuseUnknown("send", options);
  const { body, bodies, count, rate, contentType, batch, ...others } = options;
  const { sendOptions } = await import("../commands/send/send-options.ts");
  const how = sendOptions({ count: count?.toString(), rate: rate?.toString(), contentType, batch }, "");
  if (bodies?.length === 0) throw new UsageError("bodies is empty.", "Leave it out to send the sample event.");
  const { SAMPLE_EVENT } = await import("../../mapping/sample-event.ts");
  const { runSend } = await import("../commands/send/run-send.ts");
  const events = (bodies ?? [body ?? SAMPLE_EVENT]).map((one) => Buffer.from(one));
  return inSession("send", others, (session) => runSend(session, events, how));
}

/** What is in the stream now, decoded: one pass over all shards, until caught up. */
export function readRecords(options: ReadOptions = {}): AsyncIterableIterator<DecodedRecord> {
  return records("readRecords", options, false);
}

/** The records as they arrive, decoded, across splits and merges of shards; ends with `signal`, or when the loop is left. */
export function tail(options: TailOptions = {}): AsyncIterableIterator<DecodedRecord> {
  return records("tail", options, true);
}

function records(called: "readRecords" | "tail", options: TailOptions, endless: boolean) {
  refuseUnknown(called, options);
  const {
    since,
    until,
    limit,
    shard,
    key,
    grep,
    exclude,
    where,
    allShards,
    streamName,
    streamArn,
    decode = true,
    pollInterval,
    fanOut,
    fromSequence,
    last,
    checkpoint,
    idleTimeout,
    signal,
    ...others
  } = options;
  const chosen = {
    since,
    until,
    limit: limit?.toString(),
    shard,
    key,
    grep,
    exclude,
    where,
    allShards,
    decode,
    pollInterval,
    fanOut,
    fromSequence,
    last: last?.toString(),
    checkpoint,
    idleTimeout,
  };
  const stop = new AbortController();
  const all = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
  const from = { type: endless ? "latest" : "trim-horizon" } as const;
  return generatorOf<DecodedRecord>(
    async (give) => {
      const { streamBatches } = await import("../records/streams/stream-batches.ts");
      const { isNamed } = await import("../records/streams/is-named.ts");
      const { readPlace, streamsOf } = await import("../records/streams/streams-of.ts");
      const names = typeof streamName === "string" ? [streamName] : streamName;
      const streams = streamsOf(names, streamArn, others.region);
      const { env = {}, cwd = "." } = others;
      const open = (await isNamed(streams, { env, cwd }, { ...others, color: false })) ? inStreams : inSession;
      const here = streams.type === "arn" ? { ...others, ...readPlace(streams) } : others;
      const reading = open(called, { ...here, signal: all }, async (session: ReadSession) => {
        for await (const batch of streamBatches(session, chosen, { endless, since: from }, streams))
          for (const record of batch) await give(record);
      });
      await reading.catch((error: unknown) => {
        // A signal is how one ends it.
        if (!(error instanceof InterruptedError)) throw error;
      });
    },
    () => stop.abort(new InterruptedError()),
  );
}
