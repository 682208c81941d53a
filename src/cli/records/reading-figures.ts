import type { Batch } from "../../records/read/shard/batch.ts";
import { age } from "../../report/record/arrival.ts";
import { sizeOf } from "../../report/size-of.ts";

/** What is counted while streams are read, for people. */
export interface Figures {
  /** A reply of Kinesis. */
  reply(stream: string, shardId: string, batch: Batch): void;
  /** Records were shown. */
  shown(count: number): void;
  /** It had to wait for Kinesis. */
  waited(): void;
  /** A line while it goes on, such as "12 records/s, 3 s behind"; undefined when the last one is younger than a second. */
  status(): string | undefined;
  /** Lines at the end; none where nothing was shown. */
  summary(): readonly string[];
}

/** Keys that are counted for each shard. */
const mostKeys = 10_000;

interface Shard {
  readonly name: string;
  behind: number;
  records: number;
  readonly keys: Map<string, number>;
}

/** Counts from now on; `now` gives milliseconds. */
export function readingFigures(now: () => number): Figures {
  const shards = new Map<string, Shard>();
  const began = now();
  let [read, bytes, shown, waits] = [0, 0, 0, 0];
  let told = { at: began, read: 0 };
  const behind = (): readonly Shard[] =>
    [...shards.values()].filter((one) => one.behind > 0).sort((one, other) => other.behind - one.behind);
  return {
    reply(stream, shardId, { records, size, millisBehind, ended }) {
      const id = `${stream}/${shardId}`;
      const shard = shards.get(id) ?? {
        name: shortId(shardId),
        behind: 0,
        records: 0,
        keys: new Map<string, number>(),
      };
      shards.set(id, shard);
      shard.behind = ended ? 0 : millisBehind;
      shard.records += records.length;
      for (const { partitionKey } of records) {
        const count = shard.keys.get(partitionKey);
        if (count !== undefined || shard.keys.size < mostKeys) shard.keys.set(partitionKey, (count ?? 0) + 1);
      }
      read += records.length;
      bytes += size;
    },
    shown: (count) => void (shown += count),
    waited: () => void (waits += 1),
    status() {
      const passed = now() - told.at;
      if (passed < 1_000) return undefined;
      const rate = Math.round(((read - told.read) * 1_000) / passed);
      told = { at: now(), read };
      const [last] = behind();
      const lag = last === undefined ? "no lag" : `shard ${last.name} ${age(last.behind)} behind`;
      return [`${count(rate)} records/s`, lag, ...(waits === 0 ? [] : [times(waits)])].join(", ");
    },
    summary() {
      if (shown === 0) return [];
      const which = shown < read ? `${count(shown)} of ${records(read)}` : records(shown);
      const lag = behind().map(({ name, behind: ms }) => `shard ${name} ${age(ms)}`);
      return [
        [`${which}, ${sizeOf(bytes)}, in ${age(now() - began)}`, ...(waits === 0 ? [] : [times(waits)])].join(", "),
        ...(lag.length === 0 ? [] : [`Behind: ${lag.slice(0, 8).join(", ")}${lag.length > 8 ? ", …" : ""}`]),
        ...hot([...shards.values()], read),
      ];
    },
  };
}

/** The shard that got twice its share or more, and the key that it owes that to. */
function hot(shards: readonly Shard[], read: number): readonly string[] {
  const [first] = [...shards].sort((one, other) => other.records - one.records);
  if (first === undefined || read < 100 || first.records * shards.length < 2 * read) return [];
  const [key, most] = [...first.keys].reduce((top, one) => (one[1] > top[1] ? one : top), ["", 0]);
  const share = (part: number, whole: number): string => `${Math.round((part * 100) / whole)} %`;
  const owed = most * 4 < first.records ? "" : `, ${share(most, first.records)} of them with the key ${key}`;
  return [`Shard ${first.name} is hot: ${share(first.records, read)} of the records${owed}`];
}

function shortId(shardId: string): string {
  return shardId.replace(/^shardId-0*(?=\d)/, "");
}

function count(number: number): string {
  return number.toLocaleString("en-US");
}

function records(number: number): string {
  return `${count(number)} ${number === 1 ? "record" : "records"}`;
}

function times(waits: number): string {
  return `waited ${waits === 1 ? "once" : `${waits} times`}`;
}
