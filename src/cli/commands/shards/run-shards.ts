import { systemClock } from "../../../engine/clock.ts";
import { UsageError } from "../../../engine/errors.ts";
import { parsePosition, type Position } from "../../../records/read/position.ts";
import { describeShards, type ShardFacts } from "../../../records/shards/describe-shards.ts";
import { listConsumers } from "../../../records/shards/list-consumers.ts";
import { findStreams } from "../../records/streams/find-streams.ts";
import { onThisMachine } from "../../records/on-this-machine.ts";
import type { AskedStreams } from "../../records/streams/streams-of.ts";
import { isTerminal } from "../../../report/io.ts";
import type { ReadSession } from "../../session.ts";
import { shardLines } from "./shard-lines.ts";

/** Where the reader begins whose lag is told. */
export function sinceOf(since: string | undefined): Position {
  const position = parsePosition(since ?? "trim-horizon", systemClock.now());
  if (position.type !== "latest") return position;
  throw new UsageError("A reader at latest has no lag.", "Write a time such as 15m, or trim-horizon.");
}

/** Tells the shards and consumers of the stream. */
export async function runShards(session: ReadSession, asked: AskedStreams, since: string | undefined): Promise<void> {
  const { clients, clock, signal, report, place, config, io } = session;
  const { streams } = await findStreams(session, asked);
  if (streams.length > 1) throw new UsageError(`${streams.length} streams fit: ${streams.join(", ")}.`, "Name one.");
  const [streamName = config.streamName] = streams;
  const local = onThisMachine(place.endpoint);
  const { kinesis } = clients;
  const shards = await describeShards({ kinesis, streamName, clock, signal, report, local, position: sinceOf(since) });
  const consumers = await listConsumers(kinesis, streamName, place.endpoint, signal);
  const value = {
    streamName,
    region: config.region,
    shards: shards.map(shardJson),
    consumers: consumers.map((one) => ({ ...one, createdAt: one.createdAt?.toISOString() })),
  };
  const width = isTerminal(io.stdout) ? io.stdout.columns || undefined : undefined;
  report.result(value, shardLines({ streamName, region: config.region, shards, consumers, width }));
}

function shardJson({ shardId, state, range, parents, recordsPerMinute, lag }: ShardFacts) {
  return {
    shardId,
    state,
    hashKeyRange: range && { startingHashKey: String(range.start), endingHashKey: String(range.end) },
    parents,
    recordsPerMinute,
    lagMillis: lag,
  };
}
