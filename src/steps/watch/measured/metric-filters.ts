import type { Config } from "../../../settings/config.ts";
import type { AccessLogColumn } from "../../../mapping/response/access-log.ts";

/** A metric that CloudWatch Logs counts in the lines of the access log. */
export interface LineMetric {
  /** The filter's name in the log group. */
  readonly filter: string;
  readonly metric: string;
  readonly pattern: string;
}

const column = (name: AccessLogColumn): string => `$.${name}`;

/** What REST APIs publish no metric for. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html */
export const lineMetrics: readonly LineMetric[] = [
  {
    filter: "kinesis-proxy-integration-failures",
    metric: "IntegrationFailures",
    pattern: `{ ${[
      ...(["integrationStatus", "serviceStatus"] as const).flatMap((name) =>
        ["4*", "5*"].map((status) => `(${column(name)} = "${status}")`),
      ),
      `(${column("errorType")} = "INTEGRATION_*")`,
    ].join(" || ")} }`,
  },
  {
    filter: "kinesis-proxy-throttled",
    metric: "Throttled",
    pattern: `{ ${column("errorType")} = "THROTTLED" }`,
  },
];

/** The namespace of these metrics. */
export function lineNamespace({ name }: Pick<Config, "name">): string {
  return `KinesisProxy/${name}`;
}

/** Can they be counted: is there an access log, with the columns that the patterns name? */
export function countsLines({ accessLog, accessLogFormat }: Pick<Config, "accessLog" | "accessLogFormat">): boolean {
  return accessLog === true && accessLogFormat?.type !== "own";
}

/** What a filter counts, in one line. */
export function counted(pattern: string, metric: string, value: string): string {
  return `${value} in ${metric} for ${pattern}`;
}

/** What the filters are to count, by name. */
export function wantedFilters(config: Pick<Config, "name">): Readonly<Record<string, string>> {
  const all = lineMetrics.map(({ filter, metric, pattern }) => {
    return [filter, counted(pattern, `${lineNamespace(config)}/${metric}`, "1")] as const;
  });
  return Object.fromEntries(all);
}

/** A filter as it is put. */
export function filterToPut({ config }: { readonly config: Pick<Config, "name"> }, one: LineMetric) {
  const transformation = { metricName: one.metric, metricNamespace: lineNamespace(config), metricValue: "1" };
  return { filterName: one.filter, filterPattern: one.pattern, metricTransformations: [transformation] };
}
