import type { Priced } from "./asked-proxy.ts";
import { MONTH_HOURS, MONTH_SECONDS, type Load } from "./load.ts";
import { tiered, type Prices } from "./prices.ts";

/** A line of the bill. */
export interface Line {
  readonly what: string;
  /** How it was reckoned. */
  readonly how: string;
  /** US dollars a month. */
  readonly cost: number;
}

const [KB, GB, MILLION] = [1_024, 1_073_741_824, 1_000_000];
const DAY = 24;
/** Bytes of an answer with its headers, of a line of the access log, and of what the execution log writes of a request: our own estimates. */
const estimated = { answer: 300, accessLine: 500, executionInfo: 5_000, executionTrace: 8_000 } as const;
/** Metrics of a method that are measured in detail. */
const DETAILED = 5;

/** The stream's part of the bill: what it costs by itself, and what the records add. */
export function streamLines(asked: Priced, { events, size, readers }: Load, prices: Prices): readonly Line[] {
  const kept = Math.max(0, asked.retention - DAY);
  const readersInAll = readers + (asked.archive === undefined ? 0 : 1);
  if (asked.mode === "ON_DEMAND") {
    const gb = (events * Math.max(1, Math.ceil(size / KB)) * KB) / GB;
    return [
      line("Kinesis, the stream (on-demand)", `${MONTH_HOURS} h`, MONTH_HOURS * prices.onDemandHour),
      line("Kinesis, records in", `${number(gb)} GB, each record rounded up to 1 KB`, gb * prices.onDemandIn),
      line(
        "Kinesis, records out",
        `${number(gb)} GB × ${readersInAll} reader${readersInAll === 1 ? "" : "s"}`,
        gb * readersInAll * prices.onDemandOut,
      ),
      ...(kept === 0
        ? []
        : [line("Kinesis, retention", `${asked.retention} h`, ((gb * kept) / MONTH_HOURS) * prices.onDemandExtended)]),
    ];
  }
  const { shards } = asked;
  const units = events * Math.max(1, Math.ceil(size / (25 * KB)));
  const extended = asked.retention > DAY ? shards * MONTH_HOURS * prices.extendedShardHour : 0;
  const gb = (events * size) / GB;
  const longTerm = ((gb * Math.max(0, asked.retention - 7 * DAY)) / MONTH_HOURS) * prices.longTerm;
  return [
    line("Kinesis, shards", `${shards} × ${MONTH_HOURS} h`, shards * MONTH_HOURS * prices.shardHour),
    line("Kinesis, records in", `${number(units)} units of 25 KB`, (units / MILLION) * prices.putUnits),
    ...(extended + longTerm === 0 ? [] : [line("Kinesis, retention", `${asked.retention} h`, extended + longTerm)]),
  ];
}

/** The bill of a month, line by line; `perRequest` events come in one request. */
export function monthlyCost(asked: Priced, load: Load, prices: Prices, perRequest = 1): readonly Line[] {
  const requests = Math.ceil(load.events / perRequest);
  const out = (requests * estimated.answer) / GB;
  return [
    line("API Gateway, requests", `${number(requests)} to a REST API`, tiered(prices.restApi, requests)),
    line("API Gateway, answers", `${number(out)} GB out, about ${estimated.answer} bytes each`, out * prices.dataOut),
    ...streamLines(asked, load, prices),
    ...(asked.ownKey
      ? [line("KMS, the key", "its requests are not reckoned: data keys serve for minutes", prices.kmsKey)]
      : []),
    ...archiveLines(asked, load, prices),
    ...watchLines(asked, requests, prices),
  ];
}

/** Delivery, one month's objects kept for a month, and the PUTs by which they come. */
function archiveLines({ archive }: Priced, { events, size }: Load, prices: Prices): readonly Line[] {
  if (archive === undefined) return [];
  const billed = (events * Math.max(1, Math.ceil(size / (5 * KB))) * 5 * KB) / GB;
  const bytes = events * size;
  const puts = events === 0 ? 0 : Math.min(events, Math.max(bytes / archive.bytes, MONTH_SECONDS / archive.seconds));
  return [
    line("Firehose", `${number(billed)} GB, each record rounded up to 5 KB`, billed * prices.firehose),
    line(
      "S3, objects",
      `${number(bytes / GB)} GB of a month as they came, before compression`,
      (bytes / GB) * prices.s3Kept,
    ),
    line("S3, PUTs", `${number(puts)}`, (puts / 1_000) * prices.s3Puts),
  ];
}

function watchLines(asked: Priced, requests: number, prices: Prices): readonly Line[] {
  const detailed = asked.detailedMethods;
  const months = asked.logDays === 0 ? 12 : asked.logDays / 30;
  const log = (what: string, each: number): Line => {
    const gb = (requests * each) / GB;
    return line(
      what,
      `${number(gb)} GB, about ${number(each)} bytes a request`,
      gb * (prices.logsIn + months * prices.logsKept),
    );
  };
  const execution = asked.dataTrace ? estimated.executionTrace : estimated.executionInfo;
  // As X-Ray samples by default: the first request of a second, and one in twenty of the rest.
  const traces = Math.min(requests, MONTH_SECONDS + requests / 20);
  return [
    ...(asked.accessLog ? [log("CloudWatch, access log", estimated.accessLine)] : []),
    ...(asked.executionLog === "INFO" ? [log("CloudWatch, execution log", execution)] : []),
    ...(detailed > 0
      ? [
          line(
            "CloudWatch, detailed metrics",
            `about ${DETAILED} of ${detailed === 1 ? "1 method" : `each of ${detailed} methods`}`,
            DETAILED * detailed * prices.metric,
          ),
        ]
      : []),
    ...(asked.alarmMetrics > 0
      ? [
          line(
            "CloudWatch, alarms",
            `${asked.alarmMetrics} metrics that they look at`,
            asked.alarmMetrics * prices.alarm,
          ),
        ]
      : []),
    ...(asked.dashboard ? [line("CloudWatch, dashboard", "1", prices.dashboard)] : []),
    ...(asked.tracing ? [line("X-Ray, traces", `${number(traces)}`, (traces / MILLION) * prices.traces)] : []),
  ];
}

/** What the proxy costs a month before the first request. */
export function basePrice(asked: Priced, prices: Prices): number {
  return total(monthlyCost(asked, { events: 0, size: 0, peak: 1, readers: 0 }, prices));
}

/** The sum, in US dollars. */
export function total(lines: readonly Line[]): number {
  return lines.reduce((sum, { cost }) => sum + cost, 0);
}

function line(what: string, how: string, cost: number): Line {
  return { what, how, cost };
}

/** A number for people: 1,234 or 0.42. */
export function number(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: value < 10 ? 2 : 0 });
}
