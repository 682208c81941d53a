import type { MetricName } from "./proxy-metrics.ts";
import type { Points } from "./read-metrics.ts";

/** What a number counts. */
export type Unit = "count" | "bytes" | "ms" | "s" | "share";

/** A line of the table. */
export interface MetricRow {
  /** Its member in JSON. */
  readonly name: string;
  readonly label: string;
  readonly unit: Unit;
  /** Of the whole time: the sum, or of what cannot be summed the value itself; undefined where nothing was published. */
  readonly total: number | undefined;
  /** Of the highest slot. */
  readonly peak: number | undefined;
  readonly points: Points;
}

export interface Measured {
  readonly points: Readonly<Partial<Record<MetricName, Points>>>;
  /** Percentiles of the whole time: they cannot be had from those of its slots. */
  readonly whole: Readonly<Partial<Record<MetricName, Points>>>;
  /** Seconds of a slot. */
  readonly period: number;
  /** Shards of a provisioned stream; undefined for an on-demand one, whose capacity is not known. */
  readonly shards: number | undefined;
}

/** A shard takes so much a second. https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html */
const shardTakes = { records: 1_000, bytes: 1_048_576 };

/** The lines of the table, in its order. Requests that went well are those that are left. */
export function metricRows({ points, whole, period, shards }: Measured): readonly MetricRow[] {
  const { requests = [], clientErrors = [], serverErrors = [], recordsIn = [], bytesIn = [] } = points;
  const well = zip([requests, clientErrors, serverErrors], ([all = 0, ours = 0, theirs = 0]) =>
    Math.max(0, all - ours - theirs),
  );
  const used = (limit: number): Points =>
    zip(
      [recordsIn, bytesIn],
      ([records = 0, bytes = 0]) => Math.max(records / shardTakes.records, bytes / shardTakes.bytes) / (limit * period),
    );
  const failed = (all: Points = [], done: Points = []): Points =>
    zip([all, done], ([count = 0, stored = 0]) => Math.max(0, count - stored));
  const has = (one: Points | undefined): one is Points => one !== undefined;
  return [
    summed("requests", "Requests", "count", requests),
    summed("successes", "2xx", "count", well),
    summed("clientErrors", "4xx", "count", clientErrors),
    summed("serverErrors", "5xx", "count", serverErrors),
    highest("p50", "Latency p50", "ms", points.p50 ?? [], whole.p50),
    highest("p99", "Latency p99", "ms", points.p99 ?? [], whole.p99),
    summed("recordsIn", "Records in", "count", recordsIn),
    summed("bytesIn", "Bytes in", "bytes", bytesIn),
    ...(shards === undefined ? [] : [averaged("capacity", "Of the shards", "share", used(shards))]),
    summed("throttled", "Throttled puts", "count", points.throttled ?? []),
    summed("failedPuts", "Failed PutRecord", "count", failed(points.puts, points.putsStored)),
    highest("iteratorAge", "Iterator age", "ms", points.iteratorAge ?? []),
    ...(has(points.archivedRecords)
      ? [
          summed("archivedRecords", "Archived records", "count", points.archivedRecords),
          highest("archiveAge", "Archive age", "s", points.archiveAge ?? []),
          summed("failedDeliveries", "Failed deliveries", "count", failed(points.deliveries, points.deliveriesDone)),
        ]
      : []),
  ];
}

/** Combines points of the same slots; a slot without any of them has none. */
function zip(lists: readonly Points[], combine: (values: Points) => number): Points {
  const length = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length }, (_, at) => {
    const values = lists.map((list) => list[at]);
    return values.every((value) => value === undefined) ? undefined : combine(values);
  });
}

function known(points: Points): readonly number[] {
  return points.filter((value) => value !== undefined);
}

function peakOf(points: Points): number | undefined {
  const values = known(points);
  return values.length === 0 ? undefined : Math.max(...values);
}

function summed(name: string, label: string, unit: Unit, points: Points): MetricRow {
  const values = known(points);
  const total = values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0);
  return { name, label, unit, total, peak: peakOf(points), points };
}

function highest(name: string, label: string, unit: Unit, points: Points, whole: Points = points): MetricRow {
  return { name, label, unit, total: peakOf(whole), peak: peakOf(points), points };
}

/** A slot in which nothing was published used nothing. */
function averaged(name: string, label: string, unit: Unit, points: Points): MetricRow {
  const sum = known(points).reduce((all, value) => all + value, 0);
  return {
    name,
    label,
    unit,
    total: known(points).length === 0 ? undefined : sum / points.length,
    peak: peakOf(points),
    points,
  };
}
