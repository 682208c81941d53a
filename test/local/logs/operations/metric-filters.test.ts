import { describe, expect, it } from "vitest";
import { metricsOf } from "../../../../src/local/account/metrics/metrics.ts";
import { logsPlane } from "../logs-plane.ts";

async function filtered(pattern: string, transformation: object) {
  const plane = logsPlane();
  await plane.call("CreateLogGroup", { logGroupName: "g" });
  const metricTransformations = [{ metricName: "M", metricNamespace: "N", metricValue: "1", ...transformation }];
  const put = { logGroupName: "g", filterName: "f", filterPattern: pattern, metricTransformations };
  const answer = await plane.call("PutMetricFilter", put);
  const sums = (dimensions: Readonly<Record<string, string>> = {}) =>
    metricsOf(plane.account, "ap-northeast-2")
      .find({ namespace: "N", metric: "M", dimensions })
      .flatMap((series) => series.between(0, Infinity))
      .map(({ tally }) => ({ sum: tally.sum, count: tally.count }));
  return { ...plane, answer, sums };
}

describe("a metric filter", () => {
  it("counts the events that match", async () => {
    const { write, sums } = await filtered('{ $.error = "THROTTLED" }', {});
    await write("s", '{"error":"THROTTLED"}', '{"error":"-"}', '{"error":"THROTTLED"}');
    expect(sums()).toEqual([{ sum: 2, count: 2 }]);
  });

  it("publishes a value of the event, and nothing where it is no number", async () => {
    const { write, sums } = await filtered("{ $.ms = * }", { metricValue: "$.ms" });
    await write("s", '{"ms":5}', '{"ms":"7"}', '{"ms":"-"}');
    expect(sums()).toEqual([{ sum: 12, count: 2 }]);
  });

  it("publishes its default once a minute in which nothing matched", async () => {
    const { write, sums, clock } = await filtered("ERROR", { defaultValue: 0 });
    clock.move(30_000);
    await write("s", "fine", "fine");
    expect(sums()).toEqual([{ sum: 0, count: 1 }]);
    clock.move(60_000);
    await write("s", "ERROR", "fine");
    expect(sums()).toEqual([
      { sum: 0, count: 1 },
      { sum: 1, count: 1 },
    ]);
  });

  it("takes dimensions from the event, and leaves out events without them", async () => {
    const { write, sums } = await filtered("[status, path]", { dimensions: { Path: "$path" } });
    await write("s", "200 /a", "200 /b", "500 /a", "no columns at all");
    expect(sums({ Path: "/a" })).toEqual([{ sum: 2, count: 2 }]);
    expect(sums({ Path: "/b" })).toEqual([{ sum: 1, count: 1 }]);
  });

  it("has a unit only when it was given one, and a namespace that may have a colon", async () => {
    const { call } = await filtered("ERROR", { metricNamespace: "A/b:c" });
    const { body } = await call("DescribeMetricFilters", { metricNamespace: "A/b:c", metricName: "M" });
    expect(body.metricFilters[0].metricTransformations).toEqual([
      { metricName: "M", metricNamespace: "A/b:c", metricValue: "1" },
    ]);
  });

  it("publishes one metric; AWS quotes more as Java prints them", async () => {
    const { refusal } = await filtered("ERROR", {});
    const one = { metricName: "M", metricNamespace: "N", metricValue: "1" };
    const two = { logGroupName: "g", filterName: "f", filterPattern: "", metricTransformations: [one, one] };
    expect(await refusal("PutMetricFilter", two)).toContain(
      "Value '[MetricTransformation(metricName=M, metricNamespace=N, metricValue=1, defaultValue=null, unit=null, dimensions=null), Metric",
    );
  });

  it("is shown as it was put, and counted in its group", async () => {
    const { call, clock } = await filtered("ERROR", { unit: "Count", defaultValue: 0 });
    const { body } = await call("DescribeMetricFilters", { metricNamespace: "N", metricName: "M" });
    expect(body.metricFilters).toEqual([
      {
        filterName: "f",
        filterPattern: "ERROR",
        metricTransformations: [
          { metricName: "M", metricNamespace: "N", metricValue: "1", defaultValue: 0, unit: "Count" },
        ],
        creationTime: clock.now(),
        logGroupName: "g",
        applyOnTransformedLogs: false,
      },
    ]);
    expect((await call("DescribeLogGroups")).body.logGroups).toMatchObject([{ metricFilterCount: 1 }]);
    await call("DeleteMetricFilter", { logGroupName: "g", filterName: "f" });
    expect((await call("DescribeMetricFilters", { logGroupName: "g" })).body.metricFilters).toEqual([]);
  });

  it.each([
    ["{ $.a", {}, "Invalid metric filter pattern"],
    [
      "[path]",
      { dimensions: { Path: "$path" }, defaultValue: 0 },
      "dimensions and default value are mutually exclusive",
    ],
  ])("is refused: %s %j", async (pattern, transformation, words) => {
    const { answer } = await filtered(pattern, transformation);
    expect(answer.body).toMatchObject({ __type: "InvalidParameterException", message: expect.stringContaining(words) });
  });
});

it("TestMetricFilter tells which messages match and the values that the pattern names", async () => {
  const { call } = logsPlane();
  const asked = { filterPattern: "{ $.a.b = 1 }", logEventMessages: ["x", '{"a":{"b":1}}'] };
  expect((await call("TestMetricFilter", asked)).body).toEqual({
    matches: [{ eventNumber: 2, eventMessage: '{"a":{"b":1}}', extractedValues: { "$.a.b": "1" } }],
  });
});
