import { expect, test } from "vitest";
import { labelOf } from "../../../../src/local/cloudwatch/data/labels.ts";
import type { MetricQuery } from "../../../../src/local/cloudwatch/members.ts";

const query = (Stat: string, Period: number, MetricName = "metric1"): MetricQuery => ({
  Id: "m",
  MetricStat: { Metric: { Namespace: "t", MetricName }, Period, Stat },
});

// As AWS answered.
test.each([
  [
    [query("Sum", 60), query("Minimum", 30)],
    ["metric1 Sum 60", "metric1 Minimum 30"],
  ],
  [
    [query("Sum", 60), query("Minimum", 60)],
    ["metric1 Sum", "metric1 Minimum"],
  ],
  [
    [query("Sum", 60), query("Sum", 30)],
    ["metric1 60", "metric1 30"],
  ],
  [
    [query("Sum", 60), query("Sum", 60)],
    ["metric1", "metric1"],
  ],
  [
    [query("Sum", 60), query("Sum", 60, "metric2")],
    ["metric1", "metric2"],
  ],
  [
    [query("Sum", 60), { Id: "e", Expression: "m * 2" }],
    ["metric1", "e"],
  ],
  [[{ ...query("Sum", 60), Label: "mine" }], ["mine"]],
])("case %#", (queries: readonly MetricQuery[], labels) => {
  expect(queries.map((one) => labelOf(one, queries))).toEqual(labels);
});
