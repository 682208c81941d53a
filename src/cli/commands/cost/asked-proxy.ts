import { THROUGH } from "../../../mapping/response/refused-words.ts";
import { knownNothing } from "../../../engine/known.ts";
import { renderedRoutes } from "../../rendered-api.ts";
import type { Config } from "../../../settings/config.ts";
import { alarmsFor } from "../../../steps/watch/alarm/alarm-list.ts";
import { watchedProxy } from "../../../steps/watch/measured/watched-proxy.ts";
import { MONTH_SECONDS, type Load } from "./load.ts";

/** What of the settings costs. */
export interface Priced {
  readonly mode: "PROVISIONED" | "ON_DEMAND";
  readonly shards: number;
  /** Hours. */
  readonly retention: number;
  readonly ownKey: boolean;
  readonly accessLog: boolean;
  /** Days that logs are kept; 0 for ever. */
  readonly logDays: number;
  readonly executionLog: "OFF" | "ERROR" | "INFO";
  readonly dataTrace: boolean;
  readonly tracing: boolean;
  /** Methods that are measured by themselves: those of the batch, GETs, health checks and preflights, too. */
  readonly detailedMethods: number;
  /** Metrics that alarms look at: AWS bills by these, and one alarm may look at two. */
  readonly alarmMetrics: number;
  readonly dashboard: boolean;
  readonly archive: { readonly bytes: number; readonly seconds: number } | undefined;
  /** Requests a second that the stage lets through. */
  readonly throttle: { readonly rate: number } | undefined;
  /** Bytes of the largest record that the stream takes. */
  readonly largestRecord: number;
}

const MEBIBYTE = 1_048_576;

/** Shards that take the busiest second: 1,000 records or 1 MiB a second each. */
export function neededShards(load: Load): number {
  const { records, bytes } = atPeak(load);
  return Math.max(1, Math.ceil(records / 1_000), Math.ceil(bytes / MEBIBYTE));
}

/** How many of `wanted` events fit into a request to the batch route: PutRecords takes 5 MiB, and where the stream
 * takes large records, as much as is sure to get through the endpoint. */
export function batchOf({ largestRecord }: Priced, { size }: Load, wanted: number): number {
  const most = largestRecord > MEBIBYTE ? THROUGH * 1_024 : 5 * MEBIBYTE;
  return Math.max(1, Math.min(wanted, Math.floor(most / Math.max(1, size))));
}

/** Records and bytes of the busiest second. */
export function atPeak({ events, size, peak }: Load): { readonly records: number; readonly bytes: number } {
  const records = (events / MONTH_SECONDS) * peak;
  return { records, bytes: records * size };
}

/** The proxy that these settings ask for; where they name no number of shards, with those that the load needs. */
export function pricedOf(config: Config, load: Load): Priced {
  const { mode, shards, retention, kmsKey, archive, archiveBuffer, throttle, maxRecordSize } = config;
  return {
    mode: mode ?? "PROVISIONED",
    shards: shards ?? neededShards(load),
    retention: retention ?? 24,
    ownKey: Boolean(kmsKey) && !/alias\/aws\//.test(kmsKey ?? ""),
    accessLog: Boolean(config.accessLog),
    logDays: config.logRetention ?? 14,
    executionLog: config.executionLog ?? "OFF",
    dataTrace: config.dataTrace === true,
    tracing: config.tracing === true,
    detailedMethods: config.detailedMetrics === true ? renderedRoutes(config).length : 0,
    alarmMetrics: config.alarms ? alarmMetricsOf(config) : 0,
    dashboard: config.dashboard === true,
    archive: archive
      ? { bytes: (archiveBuffer?.megabytes ?? 5) * MEBIBYTE, seconds: archiveBuffer?.seconds ?? 60 }
      : undefined,
    throttle: throttle || undefined,
    largestRecord: (maxRecordSize ?? 1_024) * 1_024,
  };
}

function alarmMetricsOf(config: Config): number {
  const all = Object.values(alarmsFor(watchedProxy({ config, known: knownNothing() })));
  return all.reduce((sum, { Metrics }) => sum + (Metrics?.filter(({ MetricStat }) => MetricStat).length ?? 1), 0);
}

/** What a stream that is there has, in the place of settings that nobody gives. */
export function asItIs(
  facts: { readonly mode?: string | undefined; readonly shards?: number | undefined } = {},
): Pick<Config, "mode" | "shards"> {
  const { mode, shards } = facts;
  return mode === "ON_DEMAND"
    ? { mode, shards: undefined }
    : { mode: mode === undefined ? undefined : "PROVISIONED", shards };
}
