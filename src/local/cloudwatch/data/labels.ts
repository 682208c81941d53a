import type { MetricQuery } from "../members.ts";

/** What AWS calls the result of each query without a label: a metric by its name, with statistic and period where the metrics that
 * were asked for differ in those; an expression by its id. */
export function labelOf(query: MetricQuery, queries: readonly MetricQuery[]): string {
  if (query.Label !== undefined) return query.Label;
  const { MetricStat: asked } = query;
  if (asked === undefined) return query.Id;
  const same = queries.flatMap(({ MetricStat }) =>
    MetricStat !== undefined && MetricStat.Metric.MetricName === asked.Metric.MetricName ? [MetricStat] : [],
  );
  const parts = [asked.Metric.MetricName ?? ""];
  if (same.some(({ Stat }) => Stat !== asked.Stat)) parts.push(asked.Stat);
  if (same.some(({ Period }) => Period !== asked.Period)) parts.push(String(asked.Period));
  return parts.join(" ");
}
