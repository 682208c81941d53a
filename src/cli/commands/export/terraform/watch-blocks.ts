import { filled, listIn, mapIn, pairsIn, textIn } from "../resources/read.ts";
import type { Properties, Value } from "../resources/resource.ts";
import type { Attributes, Block, Inner } from "./block.ts";
import { expression, json } from "./hcl.ts";
import type { From } from "./plain-blocks.ts";
import { snake } from "../resources/snake.ts";

/** A log group. */
export function logGroupBlocks({ one: { properties }, label }: From): readonly Block[] {
  const { LogGroupName, RetentionInDays } = properties;
  return [
    {
      type: "aws_cloudwatch_log_group",
      label,
      attributes: { name: LogGroupName, retention_in_days: RetentionInDays, tags: pairsIn(properties, "Tags") },
      importId: textIn(properties, "LogGroupName"),
    },
  ];
}

/** A metric filter. */
export function filterBlocks({ one: { properties }, label, idOf }: From): readonly Block[] {
  const { FilterName, LogGroupName, FilterPattern } = properties;
  return [
    {
      type: "aws_cloudwatch_log_metric_filter",
      label,
      attributes: { name: FilterName, log_group_name: LogGroupName, pattern: FilterPattern },
      blocks: listIn(properties, "MetricTransformations").map(({ MetricName, MetricNamespace, MetricValue }) => [
        "metric_transformation",
        { name: MetricName, namespace: MetricNamespace, value: MetricValue },
      ]),
      // The provider sets the unit "None", which AWS may not tell of a filter that was made without a unit.
      lifecycle: { ignore_changes: expression("[metric_transformation[0].unit]") },
      importId: `${idOf("AccessLog")}:${textIn(properties, "FilterName")}`,
    },
  ];
}

const own = new Set(["Dimensions", "Metrics", "Tags", "OKActions"]);

/** An alarm. */
export function alarmBlocks({ one: { properties }, label }: From): readonly Block[] {
  const named = Object.entries(properties).filter(([name]) => !own.has(name));
  return [
    {
      type: "aws_cloudwatch_metric_alarm",
      label,
      attributes: {
        ...Object.fromEntries(named.map(([name, value]) => [snake(name), value])),
        ok_actions: properties["OKActions"],
        dimensions: filled(pairsIn(properties, "Dimensions", ["Name", "Value"])),
        tags: pairsIn(properties, "Tags"),
      },
      blocks: listIn(properties, "Metrics").map(queryBlock),
      importId: textIn(properties, "AlarmName"),
    },
  ];
}

function queryBlock(query: Properties): Inner {
  const { Id, Expression, Label, ReturnData } = query;
  const { Period, Stat } = mapIn(query, "MetricStat");
  const metric = mapIn(mapIn(query, "MetricStat"), "Metric");
  const measured: Attributes = {
    metric_name: metric["MetricName"],
    namespace: metric["Namespace"],
    period: Period,
    stat: Stat,
    dimensions: pairsIn(metric, "Dimensions", ["Name", "Value"]),
  };
  return [
    "metric_query",
    { id: Id, expression: Expression, label: Label, return_data: ReturnData },
    filled(metric) ? [["metric", measured]] : [],
  ];
}

/** The dashboard. */
export function dashboardBlocks({ one: { properties }, label }: From): readonly Block[] {
  const { DashboardName } = properties;
  const body = JSON.parse(textIn(properties, "DashboardBody")) as Value;
  return [
    {
      type: "aws_cloudwatch_dashboard",
      label,
      attributes: { dashboard_name: DashboardName, dashboard_body: json(body) },
      importId: textIn(properties, "DashboardName"),
    },
  ];
}
