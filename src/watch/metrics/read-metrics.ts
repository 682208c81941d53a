import { GetMetricDataCommand, type CloudWatchClient, type MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import { placeOf, proxyMetrics, type MetricName, type Publishers } from "./proxy-metrics.ts";
import type { TimeSlots } from "./time-slots.ts";

/** The value of each slot, in the order of time; undefined where nothing was published. */
export type Points = readonly (number | undefined)[];

interface Asked {
  readonly publishers: Publishers;
  readonly slots: TimeSlots;
  readonly names: readonly MetricName[];
}

/** Reads these metrics, slot by slot. */
export async function readMetrics(
  { cloudwatch, signal }: { readonly cloudwatch: CloudWatchClient; readonly signal: AbortSignal },
  { publishers, slots, names }: Asked,
): Promise<Readonly<Partial<Record<MetricName, Points>>>> {
  const { since, until, period } = slots;
  const queries = names.flatMap((name): MetricDataQuery[] => {
    const { of, metric, stat } = proxyMetrics[name];
    const place = placeOf(of, publishers);
    return place === undefined
      ? []
      : [{ Id: name, MetricStat: { Metric: { MetricName: metric, ...place }, Period: period, Stat: stat } }];
  });
  const found = new Map(
    queries.map(({ Id = "" }) => [Id, Array.from<number | undefined>({ length: (until - since) / period / 1_000 })]),
  );
  let NextToken: string | undefined;
  do {
    const command: GetMetricDataCommand = new GetMetricDataCommand({
      MetricDataQueries: queries,
      StartTime: new Date(since),
      EndTime: new Date(until),
      ...(NextToken !== undefined && { NextToken }),
    });
    const page = await cloudwatch.send(command, { abortSignal: signal });
    for (const { Id = "", Timestamps = [], Values = [] } of page.MetricDataResults ?? [])
      for (const [index, at] of Timestamps.entries()) {
        const points = found.get(Id);
        const slot = Math.floor((at.getTime() - since) / period / 1_000);
        if (points !== undefined && slot >= 0 && slot < points.length) points[slot] = Values[index];
      }
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return Object.fromEntries(found);
}
