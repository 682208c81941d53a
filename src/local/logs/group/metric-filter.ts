import type { Dimensions, Metrics } from "../../account/metrics/metrics.ts";
import { readPattern } from "../pattern/pattern.ts";
import type { Finder, Pattern } from "../pattern/pattern.ts";

/** What a metric filter publishes for an event that matches. */
export interface MetricTransformation {
  readonly metricName: string;
  readonly metricNamespace: string;
  /** A number, or the selector of one. */
  readonly metricValue: string;
  /** Published where events came and none matched. */
  readonly defaultValue?: number;
  /** Selectors by name. */
  readonly dimensions?: Readonly<Record<string, string>>;
  readonly unit?: string;
}

/** A metric filter of a log group. */
export interface MetricFilter {
  readonly filterName: string;
  readonly filterPattern: string;
  readonly metricTransformations: readonly [MetricTransformation];
  /** Milliseconds since 1970. */
  readonly creationTime: number;
  readonly logGroupName: string;
  readonly applyOnTransformedLogs: boolean;
}

const minuteMs = 60_000;
const patterns = new WeakMap<MetricFilter, Pattern>();
/** The last minute for which a filter published anything: the default is published once a minute. */
const minutes = new WeakMap<MetricFilter, number>();

/** Publishes what the filter makes of an event. */
export function countEvent(filter: MetricFilter, metrics: Metrics, message: string, timestamp: number): void {
  let pattern = patterns.get(filter);
  if (pattern === undefined)
    patterns.set(filter, (pattern = readPattern(filter.filterPattern, "metric filter pattern")));
  const [transformation] = filter.metricTransformations;
  const found = pattern.read(message);
  if (found !== undefined) {
    const value = valueOf(transformation.metricValue, found);
    const dimensions = dimensionsOf(transformation, found);
    if (value === undefined || dimensions === undefined) return;
    minutes.set(filter, Math.floor(timestamp / minuteMs));
    metrics.put(about(transformation, dimensions), value, timestamp);
  } else if (transformation.defaultValue !== undefined) {
    const minute = Math.floor(timestamp / minuteMs);
    if ((minutes.get(filter) ?? -1) >= minute) return;
    minutes.set(filter, minute);
    metrics.put(about(transformation, {}), transformation.defaultValue, timestamp);
  }
}

function about({ metricNamespace, metricName, unit }: MetricTransformation, dimensions: Dimensions) {
  return { namespace: metricNamespace, metric: metricName, dimensions, ...(unit === undefined ? {} : { unit }) };
}

function valueOf(text: string, found: Finder): number | undefined {
  const value = text.startsWith("$") ? found(text) : text;
  const number = value === undefined || value.trim() === "" ? NaN : Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** An event without the value of a dimension counts nowhere. */
function dimensionsOf({ dimensions = {} }: MetricTransformation, found: Finder): Dimensions | undefined {
  const entries = Object.entries(dimensions).map(([name, selector]) => [name, found(selector)] as const);
  if (entries.some(([, value]) => value === undefined || value === "")) return undefined;
  return Object.fromEntries(entries) as Dimensions;
}
