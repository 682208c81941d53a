import { HASH_KEYS, type HashRange } from "../../../aws/streams/hash-key.ts";
import type { ShardFacts } from "../../../records/shards/describe-shards.ts";
import type { StreamConsumer } from "../../../records/shards/list-consumers.ts";
import { age } from "../../../report/record/arrival.ts";
import { fold } from "../../../report/record/fold.ts";
import { table } from "../../../report/table.ts";

/** The shards as a table for people, and the consumers below it; within `width` columns, where that is given. */
export function shardLines({
  streamName,
  region,
  shards,
  consumers,
  width,
}: {
  readonly streamName: string;
  readonly region: string;
  readonly shards: readonly ShardFacts[];
  readonly consumers: readonly StreamConsumer[];
  readonly width?: number | undefined;
}): readonly string[] {
  const open = shards.filter(({ state }) => state === "open").length;
  const rows = [
    ["shard", "state", "hash keys", "share", "parents", "records/min", "lag"],
    ...shards.map((shard) => [
      shortId(shard.shardId),
      shard.state,
      ...rangeOf(shard.range),
      shard.parents.map(shortId).join("+") || "-",
      shard.recordsPerMinute === undefined ? "-" : String(shard.recordsPerMinute),
      shard.lag === undefined ? "-" : shard.lag === 0 ? "none" : age(shard.lag),
    ]),
  ];
  const lines = [
    `${streamName} in ${region}: ${count(open, "open shard")}${open === shards.length ? "" : `, ${shards.length - open} closed`}`,
    ...table(rows, width ?? Infinity),
    ...(consumers.length === 0 ? ["No consumers with fan-out."] : consumers.map(consumerLine)),
  ];
  return width === undefined ? lines : lines.flatMap((line) => fold(line, width, "  ").split("\n"));
}

function consumerLine({ name, status, createdAt }: StreamConsumer): string {
  const since = createdAt === undefined ? "" : `, since ${createdAt.toISOString()}`;
  return `Consumer ${name}: ${status}${since}`;
}

function shortId(id: string): string {
  return id.replace(/^shardId-0*(?=\d)/, "");
}

function rangeOf(range: HashRange | undefined): readonly [string, string] {
  if (range === undefined) return ["-", "-"];
  const hex = (key: bigint): string => key.toString(16).padStart(32, "0").slice(0, 8);
  // Rounded: a range that AWS splits by itself may be a key short of a quarter.
  const share = Number(((range.end - range.start + 1n) * 10_000n + HASH_KEYS / 2n) / HASH_KEYS) / 100;
  return [`${hex(range.start)}..${hex(range.end)}`, `${share} %`];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
