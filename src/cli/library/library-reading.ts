import type { AnyRecord, ArchivedRecord, DecodedRecord } from "../../engine/decoded-record.ts";
import { InterruptedError } from "../../engine/errors.ts";
import { LOCAL_REGION } from "../session/place.ts";
import type { ReadSession } from "../session.ts";
import { inSession, inStreams } from "./call.ts";
import { generatorOf } from "./generator-of.ts";
import {
  refuseUnknown,
  type ArchiveOptions,
  type ProxyOptions,
  type Queried,
  type ReadOptions,
  type TailOptions,
} from "./library-options.ts";

/** What is in the stream now, decoded: one pass over all shards, until caught up; of the archive with `fromArchive`. With `query`, what it
 * finds in each record, null for nothing. */
export function readRecords(options: Queried<ReadOptions | ArchiveOptions>): AsyncIterableIterator<unknown>;
export function readRecords(options: ArchiveOptions): AsyncIterableIterator<ArchivedRecord>;
export function readRecords(options?: ReadOptions): AsyncIterableIterator<DecodedRecord>;
export function readRecords(options: AllOptions = {}): AsyncIterableIterator<unknown> {
  return records("readRecords", options, false);
}

/** The records as they arrive, decoded, across splits and merges of shards; ends with `signal`, or when the loop is left. With `query`, what
 * it finds in each. */
export function tail(options: Queried<TailOptions>): AsyncIterableIterator<unknown>;
export function tail(options?: TailOptions): AsyncIterableIterator<DecodedRecord>;
export function tail(options: AllOptions = {}): AsyncIterableIterator<unknown> {
  return records("tail", options, true);
}

type AllOptions = TailOptions & { readonly query?: string; readonly fromArchive?: string | boolean };

function records(
  called: "readRecords" | "tail",
  options: AllOptions,
  endless: boolean,
): AsyncIterableIterator<unknown> {
  refuseUnknown(called, options);
  const stop = new AbortController();
  const signal = options.signal === undefined ? stop.signal : AbortSignal.any([options.signal, stop.signal]);
  const { chosen, others, query: expression, fromArchive = false } = partsOf(options);
  return generatorOf<unknown>(
    async (give) => {
      const { query } = await import("../../records/select/query.ts");
      const find = expression === undefined ? undefined : await query(expression);
      const { opens, batches } =
        fromArchive === false ? await ofStreams(chosen, others, endless) : await ofArchive(chosen, others, fromArchive);
      const reading = opens(called, signal, async (session) => {
        for await (const batch of batches(session))
          for (const record of batch) await give(find === undefined ? record : find(record));
      });
      await reading.catch((error: unknown) => {
        // A signal is how one ends it.
        if (!(error instanceof InterruptedError)) throw error;
      });
    },
    () => stop.abort(new InterruptedError()),
  );
}

/** The options as the commands have them, and those of the session. */
function partsOf(options: AllOptions) {
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
    query,
    fromArchive,
    signal: _,
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
    streamName: typeof streamName === "string" ? [streamName] : streamName,
    streamArn,
    decode,
    pollInterval,
    fanOut,
    fromSequence,
    last: last?.toString(),
    checkpoint,
    idleTimeout,
  };
  return { chosen, others, query, fromArchive };
}

type Parts = ReturnType<typeof partsOf>;

/** Where records come from. */
interface Origin {
  readonly opens: (
    called: "readRecords" | "tail",
    signal: AbortSignal,
    work: (session: ReadSession) => Promise<void>,
  ) => Promise<unknown>;
  readonly batches: (session: ReadSession) => AsyncIterable<readonly AnyRecord[]>;
}

async function ofStreams(chosen: Parts["chosen"], others: Parts["others"], endless: boolean): Promise<Origin> {
  const { streamBatches } = await import("../records/streams/stream-batches.ts");
  const { isNamed } = await import("../records/streams/is-named.ts");
  const { readPlace, streamsOf } = await import("../records/streams/streams-of.ts");
  const streams = streamsOf(chosen.streamName, chosen.streamArn, others.region);
  const { env = {}, cwd = "." } = others;
  const named = await isNamed(streams, { env, cwd }, { ...others, color: false });
  const here = streams.type === "arn" ? { ...others, ...readPlace(streams) } : others;
  const since = { type: endless ? "latest" : "trim-horizon" } as const;
  return {
    opens: opener(named, here),
    batches: (session) => streamBatches(session, chosen, { endless, since }, streams),
  };
}

async function ofArchive(
  chosen: Parts["chosen"],
  others: Parts["others"],
  fromArchive: string | true,
): Promise<Origin> {
  const { archiveBatches } = await import("../records/archive/archive-batches.ts");
  const { archivePlace } = await import("../records/archive/archive-place.ts");
  const place = await archivePlace(fromArchive, others.cwd ?? ".");
  // A folder is read without AWS: any region will do.
  const region = place.type === "folder" ? { region: others.region ?? LOCAL_REGION } : {};
  return {
    opens: opener(place.type !== "proxy", { ...others, ...region }),
    batches: (session) => archiveBatches(session, chosen, place),
  };
}

/** Without the proxy's own settings and identity where what is read is named. */
function opener(named: boolean, options: ProxyOptions): Origin["opens"] {
  return (called, signal, work) => (named ? inStreams : inSession)(called, { ...options, signal }, work);
}
