import { expect, test } from "vitest";
import { direct } from "../direct.ts";

const start = Date.UTC(2026, 0, 1) / 1_000;
const asked = {
  Namespace: "t",
  MetricName: "m",
  StartTime: start,
  EndTime: start + 86_400,
  Period: 60,
  Statistics: ["Sum"],
};

// The first two as AWS answered.
test.each([
  [
    { Period: 1 },
    "InvalidParameterCombination;Sender You have requested up to 86400 datapoints, which exceeds the limit of 1440. You may reduce the datapoints requested by increasing Period, or decreasing the time range.",
  ],
  [{ EndTime: start }, "InvalidParameterValue;Sender The parameter StartTime must be less than the parameter EndTime."],
  [{ Period: 90 }, "InvalidParameterValue;Sender The parameter Period must be 1, 5, 10, 20, 30 or a multiple of 60."],
  [
    { Statistics: ["Median"] },
    "ValidationError;Sender 1 validation error detected: Value 'Median' at 'statistics.1.member'",
  ],
  [
    { ExtendedStatistics: ["p101"] },
    "InvalidParameterValue;Sender The value p101 for parameter ExtendedStatistics is not supported.",
  ],
])("%j is refused", async (changes, sentence) => {
  expect(await direct().refused("GetMetricStatistics", { ...asked, ...changes })).toContain(sentence);
});

test("each unit has points of its own, and a metric that is not there has none", async () => {
  const { call } = direct();
  expect(await call("GetMetricStatistics", asked)).toEqual({ Label: "m", Datapoints: [] });
  const MetricData = [
    { MetricName: "m", Value: 1, Unit: "Seconds" },
    { MetricName: "m", Value: 5, Unit: "Count" },
    { MetricName: "m", Value: 10 },
  ];
  await call("PutMetricData", { Namespace: "t", MetricData });
  const { Datapoints } = await call("GetMetricStatistics", asked);
  expect(Datapoints).toEqual([
    { Sum: 1, Timestamp: start, Unit: "Seconds" },
    { Sum: 5, Timestamp: start, Unit: "Count" },
    { Sum: 10, Timestamp: start, Unit: "None" },
  ]);
  const { Datapoints: counted } = await call("GetMetricStatistics", { ...asked, Unit: "Count" });
  expect(counted).toHaveLength(1);
});

test("a percentile comes as a member of its own; periods begin where the time asked for does", async () => {
  const { call, clock } = direct();
  for (const Value of [1, 2, 3]) {
    await call("PutMetricData", { Namespace: "t", MetricData: [{ MetricName: "m", Value }] });
    clock.move(60_000);
  }
  const { Statistics: _, ...plain } = asked;
  const range = { StartTime: start + 60, EndTime: start + 660, Period: 300 };
  const { Datapoints } = await call("GetMetricStatistics", { ...plain, ...range, ExtendedStatistics: ["p50", "p100"] });
  expect(Datapoints).toEqual([{ Timestamp: start + 60, ExtendedStatistics: { p50: 2, p100: 3 }, Unit: "None" }]);
});
