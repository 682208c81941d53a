import type { DecodedRecord } from "../../../engine/decoded-record.ts";
import { explain } from "../../../aws/explain/explain.ts";
import { UsageError } from "../../../engine/errors.ts";
import { idleTimeout } from "../../../records/read/idle-timeout.ts";
import { merge, type Hand } from "../../../records/read/merge.ts";
import type { ReadSession } from "../../session.ts";
import { readingOf } from "../reading-of.ts";
import type { RecordOptions } from "../record-flags.ts";
import { selectedBatches, type Reading } from "../selected-records.ts";
import { findStreams } from "./find-streams.ts";
import { readTogether } from "./read-together.ts";
import { isPattern, type AskedStreams } from "./streams-of.ts";

/** Milliseconds between two looks for streams that a pattern fits. */
const pause = 10_000;

/** The records that the options select, of all streams that were asked for, as they come. A tail of a pattern reads the streams that
 * appear later, too. */
export async function* streamBatches(
  session: ReadSession,
  options: RecordOptions,
  how: Reading,
  asked: AskedStreams,
): AsyncGenerator<readonly DecodedRecord[]> {
  const { streams, marked } = await findStreams(session, asked);
  const [first] = streams;
  const grows = how.endless && asked.type === "names" && asked.patterns;
  const ofOne = flagOfOne(options);
  if (streams.length === 1 && (!grows || ofOne !== undefined))
    return yield* selectedBatches(session, options, { ...how, streamName: first, marked });
  if (ofOne !== undefined)
    throw new UsageError(`${ofOne} is of one stream, and there are ${streams.length}.`, "Name one with --stream-name.");
  const { clock, report } = session;
  const { limit = Infinity, idleTimeout: timeout, until } = readingOf(options, clock.now(), how.since);
  const idle = idleTimeout(clock, timeout);
  const named = new Set(asked.type === "names" ? asked.names.filter((name) => !isPattern(name)) : []);
  const readings: Promise<void>[] = [];
  const all = merge<readonly DecodedRecord[]>(session.signal, (hand, signal) => {
    const one = { ...session, signal };
    return readTogether({
      streams,
      read(streamName, fresh) {
        const chosen = fresh ? { ...options, since: "trim-horizon", last: undefined } : options;
        const reading = handOver(selectedBatches(one, chosen, { ...how, streamName, marked, idle }), hand);
        readings.push(reading);
        return reading;
      },
      needs: (name) => named.has(name) || !how.endless,
      explain: (error) => explain(error, { ...session.place, region: session.config.region })?.message ?? String(error),
      look: grows ? async () => (await findStreams(one, asked)).streams : undefined,
      over: () =>
        idle.over({ records: [], millisBehind: 0 }) || (until !== undefined && clock.now() >= until.getTime()),
      pause: Math.min(pause, Math.max(timeout ?? pause, 1_000)),
      clock,
      signal,
      report,
    });
  });
  let left = limit;
  try {
    for await (const batch of all) {
      yield batch.slice(0, left);
      left -= batch.length;
      if (left <= 0) return;
    }
  } finally {
    // A consumer of --fan-out is taken away before the clients are.
    await Promise.allSettled(readings);
  }
}

async function handOver<T>(batches: AsyncIterable<T>, hand: Hand<T>): Promise<void> {
  for await (const batch of batches) await hand(batch);
}

/** A flag that is about the shards of one stream. */
function flagOfOne({ shard, fromSequence, checkpoint }: RecordOptions): string | undefined {
  const given = Object.entries({ "--shard": shard, "--from-sequence": fromSequence, "--checkpoint": checkpoint });
  return given.find(([, value]) => value !== undefined)?.[0];
}
