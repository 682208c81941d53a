import {
  DeleteMetricFilterCommand,
  DescribeMetricFiltersCommand,
  PutMetricFilterCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { unless } from "../../aws/faults.ts";
import type { Context } from "../context.ts";
import { accessLogGroup } from "./log-group/log-group-names.ts";
import { counted, filterToPut, type LineMetric } from "./measured/metric-filters.ts";

const gone = ["ResourceNotFoundException"];

/** The filters of ours in the access log's group, by name: what each counts, as text. */
export async function filtersOf(ctx: Context): Promise<Readonly<Record<string, string>>> {
  const logs = await ctx.clients.lazily.logs();
  const command = new DescribeMetricFiltersCommand({
    logGroupName: accessLogGroup(ctx),
    filterNamePrefix: "kinesis-proxy-",
  });
  const seen = await unless(gone, () => logs.send(command));
  const all = (seen?.metricFilters ?? []).map(({ filterName = "", filterPattern = "", metricTransformations = [] }) => {
    const [{ metricNamespace = "", metricName = "", metricValue = "" } = {}] = metricTransformations;
    return [filterName, counted(filterPattern, `${metricNamespace}/${metricName}`, metricValue)] as const;
  });
  return Object.fromEntries(all);
}

/** Makes a filter, or makes it anew. */
export async function putFilter(ctx: Context, one: LineMetric): Promise<void> {
  const logs = await ctx.clients.lazily.logs();
  const { filterName, filterPattern, metricTransformations } = filterToPut(ctx, one);
  await logs.send(
    new PutMetricFilterCommand({
      logGroupName: accessLogGroup(ctx),
      filterName,
      filterPattern,
      metricTransformations: [...metricTransformations],
    }),
  );
}

/** Takes filters away. */
export async function deleteFilters(ctx: Context, names: readonly string[]): Promise<void> {
  const logs = await ctx.clients.lazily.logs();
  const logGroupName = accessLogGroup(ctx);
  for (const filterName of names)
    await unless(gone, () => logs.send(new DeleteMetricFilterCommand({ logGroupName, filterName })));
}
