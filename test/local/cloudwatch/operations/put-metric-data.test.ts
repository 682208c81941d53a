import { expect, test } from "vitest";
import { direct } from "../direct.ts";

const set = { SampleCount: 10, Sum: 55, Minimum: 1, Maximum: 10 };

// The first three as AWS answered.
test.each([
  [
    "InvalidParameterCombination;Sender The parameters MetricData.member.1.Value and MetricData.member.1.Values are mutually exclusive and you have specified both.",
    { MetricName: "m", Value: 1.5, Values: [1, 10] },
  ],
  [
    "InvalidParameterValue;Sender The parameters MetricData.member.1.Values and MetricData.member.1.Counts must be of the same size.",
    { MetricName: "m", Values: [1, 10], Counts: [2, 4, 5] },
  ],
  [
    "InvalidParameterCombination;Sender The parameters MetricData.member.1.Value and MetricData.member.1.StatisticValues are mutually exclusive and you have specified both.",
    { MetricName: "m", Value: 1.5, StatisticValues: set },
  ],
  [
    "MissingParameter;Sender At least one of the parameters MetricData.member.1.Value, MetricData.member.1.Values, MetricData.member.1.StatisticValues must be specified.",
    { MetricName: "m" },
  ],
  [
    "ValidationError;Sender 1 validation error detected: Value 'Pounds' at 'metricData.1.member.unit'",
    { MetricName: "m", Value: 1, Unit: "Pounds" },
  ],
  [
    "InvalidParameterValue;Sender The parameter MetricData.member.1.StorageResolution must be 1 or 60.",
    { MetricName: "m", Value: 1, StorageResolution: 5 },
  ],
  [
    "InvalidParameterValue;Sender The parameter MetricData.member.1.Timestamp must specify a time no more than two weeks in the past or two hours in the future.",
    { MetricName: "m", Value: 1, Timestamp: 1 },
  ],
  // Written so by the SDKs; the numbers as AWS was recorded to quote them.
  ...(
    [
      ["NaN", "NaN"],
      ["Infinity", "∞"],
      ["-Infinity", "-∞"],
      [2 ** -361, "0"],
      [-(2 ** -361), "-0"],
    ] as const
  ).map(([Value, quoted]): [string, object] => [
    `InvalidParameterValue;Sender The value ${quoted} for parameter MetricData.member.1.Value is invalid.`,
    { MetricName: "m", Value },
  ]),
  ["InvalidParameterValue;Sender The value 4,697,085,165,547,666,", { MetricName: "m", Value: 2 ** 361 }],
  [
    "InvalidParameterValue;Sender The value NaN for parameter MetricData.member.1.StatisticValues.Sum is invalid.",
    { MetricName: "m", StatisticValues: { ...set, Sum: "NaN" } },
  ],
])("%s", async (sentence, datum) => {
  const { refused } = direct();
  expect(await refused("PutMetricData", { Namespace: "t", MetricData: [datum] })).toContain(sentence);
});

test("AWS's own namespaces are AWS's", async () => {
  const { refused } = direct();
  expect(
    await refused("PutMetricData", { Namespace: "AWS/Kinesis", MetricData: [{ MetricName: "m", Value: 1 }] }),
  ).toBe("InvalidParameterValue;Sender The value AWS/ for parameter Namespace is invalid.");
});

test("values with counts beside a set of statistics are all counted, as AWS does", async () => {
  const { call, clock } = direct();
  const MetricData = [
    { MetricName: "m", Values: [1, 10], Counts: [2, 4], Unit: "Count" },
    { MetricName: "m", Values: [5], StatisticValues: set, Unit: "Count" },
  ];
  await call("PutMetricData", { Namespace: "t", MetricData });
  const now = clock.now() / 1_000;
  const asked = { Namespace: "t", MetricName: "m", StartTime: now, EndTime: now + 60, Period: 60 };
  const { Datapoints } = await call("GetMetricStatistics", { ...asked, Statistics: ["Maximum", "SampleCount", "Sum"] });
  expect(Datapoints).toEqual([{ Maximum: 10, SampleCount: 17, Sum: 102, Timestamp: now, Unit: "Count" }]);
});

test("a metric of high resolution has points of a second, others of a minute", async () => {
  const { call, clock } = direct();
  const start = clock.now() / 1_000;
  for (let second = 0; second < 20; second += 5) {
    const datum = { Value: second, Timestamp: start + second };
    const MetricData = [
      { ...datum, MetricName: "fine", StorageResolution: 1 },
      { ...datum, MetricName: "coarse" },
    ];
    await call("PutMetricData", { Namespace: "t", MetricData });
  }
  const values = async (MetricName: string) => {
    const MetricStat = { Metric: { Namespace: "t", MetricName }, Period: 10, Stat: "Sum" };
    const asked = { MetricDataQueries: [{ Id: "m", MetricStat }], StartTime: start, EndTime: start + 60 };
    return (await call("GetMetricData", asked)).MetricDataResults[0].Values;
  };
  expect(await values("fine")).toEqual([25, 5]);
  expect(await values("coarse")).toEqual([30]);
});
