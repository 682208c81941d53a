import { PutRecordsCommand, type KinesisClient, type PutRecordsOutput } from "@aws-sdk/client-kinesis";
import { isBroken, isThrottle } from "../../aws/faults.ts";
import { isCut } from "../../aws/passing.ts";
import type { Clock } from "../../engine/context.ts";
import { CliError } from "../../engine/errors.ts";
import type { Reporter } from "../../engine/events.ts";
import { requireStream } from "../read/require-stream.ts";
import { sparingly } from "./sparingly.ts";

/** A record to put. */
export interface Put {
  readonly partitionKey: string;
  readonly bytes: Uint8Array;
}

export interface PutOptions {
  readonly kinesis: KinesisClient;
  readonly streamName: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly report: Pick<Reporter, "event">;
}

/** Puts records into a stream, those of a partition key in order. */
export interface StreamWriter {
  /** Resolves when there is room for more. */
  add(record: Put): Promise<void>;
  /** Resolves when all of them are in the stream. */
  done(): Promise<void>;
}

/** PutRecords takes 500 records and 5 MiB; the keys count, too. */
const most = { records: 500, bytes: 4_500_000 } as const;

/** Records and bytes that may wait for a call that is full. */
const room = { records: 5_000, bytes: 16_000_000 } as const;

/** Milliseconds for which a call is tried again that puts nothing. */
const patience = 120_000;

/** A call has one record of a key at most: where Kinesis refuses some of a call, no later one of the same key is in the stream before
 * they are. */
export function streamWriter(options: PutOptions): StreamWriter {
  const { clock, signal } = options;
  const report = sparingly(options.report, clock);
  const queues = new Map<string, Put[]>();
  let [waiting, size] = [0, 0];

  const wave = (): readonly Put[] => {
    const picked: Put[] = [];
    let bytes = 0;
    for (const [first] of queues.values()) {
      if (first === undefined) continue;
      bytes += sizeOf(first);
      if (picked.length > 0 && bytes > most.bytes) break;
      picked.push(first);
      if (picked.length === most.records) break;
    }
    return picked;
  };
  const taken = (record: Put): void => {
    const queue = queues.get(record.partitionKey) ?? [];
    queue.shift();
    // What goes to the end lets other keys into the next call.
    queues.delete(record.partitionKey);
    if (queue.length > 0) queues.set(record.partitionKey, queue);
    waiting -= 1;
    size -= sizeOf(record);
  };
  const put = async (): Promise<void> => {
    let last = clock.now();
    for (let attempts = 0; ; attempts += 1) {
      const records = wave();
      const { answers, why } = await answersOf(records, options);
      const stored = records.filter((_, place) => answers[place] === undefined);
      for (const record of stored) taken(record);
      if (stored.length === records.length) return;
      if (stored.length > 0) [last, attempts] = [clock.now(), 0];
      if (clock.now() - last > patience)
        throw new CliError(`${options.streamName} takes no records: ${why}.`, {
          hint: "Give it more shards, or --rate.",
        });
      const ms = Math.min(100 * 2 ** attempts, 5_000);
      const text = `${options.streamName} did not take ${records.length - stored.length} of ${records.length} records (${why}); trying again in ${ms / 1_000} s`;
      report.event({ type: "wait", text });
      await clock.sleep(ms, signal);
    }
  };
  return {
    async add(record) {
      const queue = queues.get(record.partitionKey);
      if (queue === undefined) queues.set(record.partitionKey, [record]);
      else queue.push(record);
      waiting += 1;
      size += sizeOf(record);
      while (queues.size >= most.records || waiting >= room.records || size >= room.bytes) await put();
    },
    async done() {
      while (waiting > 0) await put();
    },
  };
}

function sizeOf({ bytes, partitionKey }: Put): number {
  return bytes.length + Buffer.byteLength(partitionKey);
}

/** What Kinesis says of each record: undefined where it is stored. A call that fails as a whole for a moment stored none. */
async function answersOf(
  records: readonly Put[],
  { kinesis, streamName, signal }: PutOptions,
): Promise<{ readonly answers: readonly (string | undefined)[]; readonly why: string }> {
  const Records = records.map(({ partitionKey, bytes }) => ({ PartitionKey: partitionKey, Data: bytes }));
  const command = new PutRecordsCommand({ StreamName: streamName, Records });
  try {
    const said: PutRecordsOutput = await requireStream(kinesis, streamName, () =>
      kinesis.send(command, { abortSignal: signal }),
    );
    const answers = records.map((_, place) => {
      const { ErrorCode, SequenceNumber } = said.Records?.[place] ?? {};
      return SequenceNumber === undefined ? (ErrorCode ?? "no answer") : undefined;
    });
    return { answers, why: answers.find((one) => one !== undefined) ?? "" };
  } catch (error) {
    signal.throwIfAborted();
    if (!isThrottle(error) && !isBroken(error) && !isCut(error)) throw error;
    const why = error instanceof Error ? error.name : "no answer";
    return { answers: records.map(() => why), why };
  }
}
