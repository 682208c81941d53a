import { THROUGH } from "../../../mapping/response/refused-words.ts";
import { atPeak, neededShards, type Priced } from "./asked-proxy.ts";
import type { Load } from "./load.ts";

/** Something that lets only so much through. */
export interface Limit {
  readonly what: string;
  /** How much of it the busiest second uses; above 1 something is refused or lags. */
  readonly share: number;
  readonly has: string;
  /** The setting or quota that lifts it. */
  readonly lift: string;
}

const MEBIBYTE = 1_048_576;
/** API Gateway's throttle of an account in a region; in some newer regions a quarter of it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const ACCOUNT_RATE = 10_000;
/** The most that an on-demand stream takes at its start, and before AWS is asked for more.
 * https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html */
const onDemand = {
  start: { bytes: 4 * MEBIBYTE, records: 4_000 },
  most: { bytes: 200 * MEBIBYTE, records: 200_000 },
} as const;

/** How an on-demand stream takes more. */
const GROWS =
  "it grows by itself with a load that at most doubles within 15 minutes; warm throughput for one that comes at once";

/** What limits first at that load, the narrowest first; `perRequest` events come in one request. */
export function limitsOf(asked: Priced, load: Load, perRequest = 1): readonly Limit[] {
  const peak = atPeak(load);
  const requests = peak.records / perRequest;
  const all = [
    limit(
      "requests a second of the account",
      requests,
      ACCOUNT_RATE,
      'ask for more at Service Quotas ("Throttle rate"), or send batches (--batch-path)',
    ),
    ...(asked.throttle === undefined
      ? []
      : [limit("requests a second of the stage", requests, asked.throttle.rate, "--throttle")]),
    ...streamLimits(asked, load, peak),
    ...sizes(asked, load),
  ];
  return all.sort((one, other) => other.share - one.share);
}

function streamLimits(asked: Priced, load: Load, { records, bytes }: ReturnType<typeof atPeak>): readonly Limit[] {
  if (asked.mode === "ON_DEMAND") {
    const { start, most } = onDemand;
    return [
      limit("what a new on-demand stream takes a second (MiB)", bytes / MEBIBYTE, start.bytes / MEBIBYTE, GROWS),
      limit("what a new on-demand stream takes a second (records)", records, start.records, GROWS),
      limit(
        "what an on-demand stream takes at most a second (MiB)",
        bytes / MEBIBYTE,
        most.bytes / MEBIBYTE,
        "ask for more; 10 GB/s in us-east-1, us-west-2 and eu-west-1",
      ),
    ];
  }
  const { shards } = asked;
  const more = `--shards ${Math.max(neededShards(load), shards + 1)}, or --on-demand`;
  // The archive reads, too.
  const readers = load.readers + (asked.archive === undefined ? 0 : 1);
  return [
    limit("records a second of the shards", records, 1_000 * shards, more),
    limit("MiB a second into the shards", bytes / MEBIBYTE, shards, more),
    limit(
      "MiB a second out of the shards, to all readers together",
      (bytes / MEBIBYTE) * readers,
      2 * shards,
      "--fan-out for readers (2 MiB a second each), or more shards",
    ),
  ];
}

function sizes(asked: Priced, { size }: Load): readonly Limit[] {
  const kib = (bytes: number): number => bytes / 1_024;
  return [
    limit("size of a body that API Gateway is sure to pass on (KiB)", kib(size), THROUGH, "not possible"),
    limit("size of a record (KiB)", kib(size), kib(asked.largestRecord), "--max-record-size, up to 10240"),
    ...(asked.archive === undefined
      ? []
      : [
          limit(
            "size of a record for Firehose (KiB)",
            kib(size),
            1_000,
            "not possible; larger records go to the errors",
          ),
        ]),
  ];
}

function limit(what: string, used: number, has: number, lift: string): Limit {
  return { what, share: used / has, has: has.toLocaleString("en-US", { maximumFractionDigits: 0 }), lift };
}
