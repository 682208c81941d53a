import { invalid } from "../faults.ts";
import type { MetricQuery } from "../members.ts";
import { isPeriod } from "./periods.ts";
import { statisticNamed } from "./statistic.ts";

/** Throws ValidationException for queries that AWS refuses. `member` is what the operation calls them, such as `Metrics`. */
export function checkQueries(queries: readonly MetricQuery[], member: string): void {
  for (const [i, query] of queries.entries()) checkQuery(query, `${member}.member.${i + 1}`);
  if (new Set(queries.map(({ Id }) => Id)).size < queries.length) {
    throw invalid(`The values for parameter id in ${member} are not unique.`);
  }
}

function checkQuery({ Id, MetricStat, Expression, Period }: MetricQuery, at: string): void {
  if (!/^[a-z][a-zA-Z0-9_]*$/.test(Id)) {
    throw invalid(`The value ${Id} for parameter ${at}.Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.`);
  }
  if (Expression !== undefined && MetricStat !== undefined) throw exclusive(`${at}.Expression`, `${at}.MetricStat`);
  if (Expression === undefined && MetricStat === undefined) {
    throw invalid(`Either ${at}.Expression or ${at}.MetricStat must be specified.`);
  }
  if (MetricStat === undefined) return;
  if (Period !== undefined) throw exclusive(`${at}.Period`, `${at}.MetricStat`);
  if (MetricStat.Metric.Namespace === undefined || MetricStat.Metric.MetricName === undefined) {
    throw invalid(
      `The parameters ${at}.MetricStat.Metric.Namespace and ${at}.MetricStat.Metric.MetricName are required.`,
    );
  }
  if (!isPeriod(MetricStat.Period)) {
    throw invalid(`The parameter ${at}.MetricStat.Period must be 1, 5, 10, 20, 30 or a multiple of 60.`);
  }
  if (statisticNamed(MetricStat.Stat) === undefined) {
    throw invalid(`The value ${MetricStat.Stat} for parameter ${at}.MetricStat.Stat is not supported.`);
  }
}

function exclusive(one: string, other: string): Error {
  return invalid(`The parameters ${one} and ${other} are mutually exclusive and you have specified both.`);
}
