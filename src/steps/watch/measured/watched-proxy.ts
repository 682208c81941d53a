import type { Throttle } from "../../../settings/parse/throttle.ts";
import { api } from "../../api/api.ts";
import type { Context } from "../../context.ts";
import { stream } from "../../stream/stream.ts";
import { countsLines, lineNamespace } from "./metric-filters.ts";

/** What the alarms and the dashboard of a proxy follow. */
export interface Watched {
  readonly apiName: string;
  readonly stage: string;
  readonly streamName: string;
  /** undefined for an on-demand stream, which has as many as it takes. */
  readonly shards: number | undefined;
  /** How long the stream keeps records, in hours. */
  readonly retention: number;
  readonly throttle: Throttle | undefined;
  /** How long there may be no request, in seconds; 0 for any time. */
  readonly silence: number;
  /** Are there records that come many in one request? */
  readonly batch: boolean;
  /** The delivery stream of the archive, and for how many seconds it buffers; undefined where there is none. */
  readonly archive: { readonly name: string; readonly seconds: number } | undefined;
  /** The namespace of what is counted in the access log; undefined where nothing is. */
  readonly lines: string | undefined;
}

/** The same, of the settings and the stream. */
export function watchedProxy({ config, known }: Pick<Context, "config" | "known">): Watched {
  const { facts, ours = true } = known.get(stream) ?? {};
  const asked = ours ? config : { mode: undefined, shards: undefined, retention: undefined };
  const onDemand = (asked.mode ?? facts?.mode) === "ON_DEMAND";
  return {
    apiName: known.get(api)?.facts["api-name"] ?? config.apiName,
    stage: config.stage,
    streamName: config.streamName,
    shards: onDemand ? undefined : (asked.shards ?? facts?.shards ?? 1),
    retention: asked.retention ?? facts?.retention ?? 24,
    throttle: config.throttle || undefined,
    silence: config.alarmSilence ?? 0,
    batch: Boolean(config.batchPath),
    archive: config.archive ? { name: config.name, seconds: config.archiveBuffer?.seconds ?? 60 } : undefined,
    lines: countsLines(config) ? lineNamespace(config) : undefined,
  };
}

/** Dimensions of a metric: they must match exactly. */
export function dimensions(values: Readonly<Record<string, string>>): { Name: string; Value: string }[] {
  return Object.entries(values).map(([Name, Value]) => ({ Name, Value }));
}
