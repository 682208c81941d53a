import type { DecodedRecord } from "../../../engine/decoded-record.ts";
import { UsageError } from "../../../engine/errors.ts";
import { idleTimeout } from "../../../records/read/idle-timeout.ts";
import { merge } from "../../../records/read/merge.ts";
import type { ReadSession } from "../../session.ts";
import { findStreams } from "./find-streams.ts";
import { readingOf } from "../reading-of.ts";
import type { RecordOptions } from "../record-flags.ts";
import { selectedBatches, type Reading } from "../selected-records.ts";
import type { AskedStreams } from "./streams-of.ts";

/** The records that the options select, of all streams that were asked for, as they come. */
export async function* streamBatches(
  session: ReadSession,
  options: RecordOptions,
  how: Reading,
  asked: AskedStreams,
): AsyncGenerator<readonly DecodedRecord[]> {
  const { streams, marked } = await findStreams(session, asked);
  const [first] = streams;
  if (streams.length === 1) return yield* selectedBatches(session, options, { ...how, streamName: first, marked });
  refuseShards(options, streams.length);
  const { limit = Infinity, idleTimeout: timeout } = readingOf(options, session.clock.now(), how.since);
  const idle = idleTimeout(session.clock, timeout);
  let readings: readonly Promise<void>[] = [];
  const all = merge<readonly DecodedRecord[]>(session.signal, async (hand, signal) => {
    const one = { ...session, signal };
    readings = streams.map(async (streamName) => {
      for await (const batch of selectedBatches(one, options, { ...how, streamName, marked, idle })) await hand(batch);
    });
    await Promise.all(readings);
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

/** Shards and their sequence numbers are a stream's own. */
function refuseShards({ shard, fromSequence, checkpoint }: RecordOptions, count: number): void {
  const given = Object.entries({ "--shard": shard, "--from-sequence": fromSequence, "--checkpoint": checkpoint });
  const flag = given.find(([, value]) => value !== undefined)?.[0];
  if (flag === undefined) return;
  throw new UsageError(`${flag} is of one stream, and there are ${count}.`, "Name one with --stream-name.");
}
