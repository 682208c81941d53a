import type { DecodedRecord } from "../../engine/decoded-record.ts";
import { decode } from "../../records/decode/decode.ts";
import type { Position } from "../../records/read/position.ts";
import { readRecords } from "../../records/read/read-records.ts";
import { select } from "../../records/select/select.ts";
import { tail } from "../../records/read/tail.ts";
import { hashKeyOf, holds } from "../../aws/streams/hash-key.ts";
import type { StreamShard } from "../../aws/list-shards.ts";
import type { Idle } from "../../records/read/idle-timeout.ts";
import type { ReadSession } from "../session.ts";
import { onThisMachine } from "./on-this-machine.ts";
import { readingOf } from "./reading-of.ts";
import type { RecordOptions } from "./record-flags.ts";

/** Milliseconds of work before a pause for Ctrl-C: records that are costly to decode arrive without one. */
const breath = 50;

/** Endlessly or one pass; `since` is the default of --since. */
export interface Reading {
  readonly endless: boolean;
  readonly since: Position;
  /** The name or ARN of the stream, where it is not the proxy's. */
  readonly streamName?: string | undefined;
  /** Each record names its stream. */
  readonly marked?: boolean | undefined;
  /** The idle timeout that several readings share. */
  readonly idle?: Idle | undefined;
  /** Told what a person waiting at a terminal wants to know. */
  readonly tell?: (text: string) => void;
}

/** The records that the options select, decoded; those that came together, together. */
export async function* selectedBatches(
  session: ReadSession,
  options: RecordOptions,
  { endless, since, marked = false, idle, tell = () => undefined, ...how }: Reading,
): AsyncGenerator<readonly DecodedRecord[]> {
  const { config, clients, clock, signal, report, place } = session;
  const { limit = Infinity, ...reading } = readingOf(options, clock.now(), since);
  const passes = await select(options);
  const { streamName = config.streamName } = how;
  await using pushed = options.fanOut === true ? await fanOutOf(session, streamName) : undefined;
  const source = (endless ? tail : readRecords)(clients.kinesis, {
    ...reading,
    source: pushed?.source,
    streamName,
    idle,
    wants: wantsOf(options),
    clock,
    signal,
    report,
    local: onThisMachine(place.endpoint),
    ...(endless && {
      onShards: (count: number) =>
        tell(
          `Following ${streamName}, ${count} ${count === 1 ? "shard" : "shards"}, ${fromWhere(reading.position)}; Ctrl-C ends.`,
        ),
    }),
  });
  let [read, shown] = [0, 0];
  for await (const { records } of source) {
    let heard = clock.now();
    let batch: DecodedRecord[] = [];
    for (const record of records) {
      for (const one of decode(record, { unpack: options.decode })) {
        read += 1;
        if (!passes(one)) continue;
        batch.push(marked ? { streamName, ...one } : one);
        shown += 1;
        if (shown >= limit) return yield batch;
      }
      if (clock.now() - heard >= breath) {
        await clock.sleep(0, signal);
        yield batch;
        [batch, heard] = [[], clock.now()];
      }
    }
    if (batch.length > 0) yield batch;
  }
  if (endless || shown > 0) return;
  tell(
    read === 0 ? `No records in ${streamName}, ${fromWhere(reading.position)}.` : `None of ${read} records matched.`,
  );
}

async function fanOutOf(session: ReadSession, streamName: string) {
  const { fanOut } = await import("./fan-out.ts");
  return fanOut(session, streamName);
}

/** With --key, only the shards that its records are in, unless writers chose others. */
function wantsOf({ key, allShards }: RecordOptions): ((shard: StreamShard) => boolean) | undefined {
  if (key === undefined || allShards === true) return undefined;
  const hash = hashKeyOf(key);
  return ({ range }) => holds(range, hash);
}

function fromWhere(position: Position): string {
  switch (position.type) {
    case "trim-horizon":
      return "from the oldest on";
    case "latest":
      return "from now on";
    case "time":
      return `from ${position.at.toISOString()} on`;
  }
}
