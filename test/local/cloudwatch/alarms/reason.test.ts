import { expect, test } from "vitest";
import type { AlarmInput } from "../../../../src/local/cloudwatch/alarms/alarm.ts";
import { judge } from "../../../../src/local/cloudwatch/alarms/judge.ts";
import { reasonData, reasonOf } from "../../../../src/local/cloudwatch/alarms/reason.ts";

const now = Date.UTC(2026, 7, 19, 5, 53);

function alarm(changes: Partial<AlarmInput>): AlarmInput {
  return {
    AlarmName: "a",
    ComparisonOperator: "GreaterThanThreshold",
    Threshold: 0,
    EvaluationPeriods: 1,
    Period: 60,
    Statistic: "Sum",
    ...changes,
  };
}

/** The reason for values of the last minutes, newest first; undefined is none. */
function reason(changes: Partial<AlarmInput>, values: readonly (number | undefined)[]): string {
  const data = values.flatMap((value, age) =>
    value === undefined ? [] : [{ at: now - (age + 1) * 60_000, age, value }],
  );
  return reasonOf(alarm(changes), judge(alarm(changes), data));
}

// Sentences that people have pasted from AWS, with other numbers.
test.each<[string, Partial<AlarmInput>, readonly (number | undefined)[]]>([
  ["Threshold Crossed: 1 datapoint [1.0 (19/08/26 05:52:00)] was greater than the threshold (0.0).", {}, [1]],
  ["Threshold Crossed: 1 datapoint [0.0 (19/08/26 05:52:00)] was not greater than the threshold (0.0).", {}, [0]],
  [
    "Threshold Crossed: 3 datapoints [2.0 (19/08/26 05:52:00), 3.0 (19/08/26 05:51:00), 1.0 (19/08/26 05:50:00)] were greater than the threshold (0.0).",
    { EvaluationPeriods: 3 },
    [2, 3, 1],
  ],
  [
    "Threshold Crossed: no datapoints were received for 2 periods and 2 missing datapoints were treated as [Breaching].",
    { EvaluationPeriods: 2, TreatMissingData: "breaching" },
    [],
  ],
  [
    "Threshold Crossed: no datapoints were received for 1 period and 1 missing datapoint was treated as [NonBreaching].",
    { TreatMissingData: "notBreaching" },
    [],
  ],
  [
    "Threshold Crossed: 1 datapoint [0.0 (19/08/26 05:52:00)] was less than the threshold (1.0) and 1 missing datapoint was treated as [Breaching].",
    { EvaluationPeriods: 2, ComparisonOperator: "LessThanThreshold", Threshold: 1, TreatMissingData: "breaching" },
    [0],
  ],
  [
    "Threshold Crossed: 1 out of the last 20 datapoints [613.0 (19/08/26 05:52:00)] was greater than or equal to the threshold (1.0) and 19 missing datapoints were treated as [NonBreaching] (minimum 1 datapoint for OK -> ALARM transition).",
    {
      EvaluationPeriods: 20,
      DatapointsToAlarm: 1,
      ComparisonOperator: "GreaterThanOrEqualToThreshold",
      Threshold: 1,
      TreatMissingData: "notBreaching",
    },
    [613],
  ],
  [
    "Threshold Crossed: 1 out of the last 1 datapoints [0.05164275070031484 (19/08/26 05:52:00)] was not greater than the threshold (0.059) (minimum 1 datapoint for ALARM -> OK transition).",
    { DatapointsToAlarm: 1, Threshold: 0.059 },
    [0.05164275070031484],
  ],
  [
    "Threshold Crossed: 1 datapoint was received for 3 periods and 2 missing datapoints were treated as [Breaching].",
    { EvaluationPeriods: 3, DatapointsToAlarm: 2, TreatMissingData: "breaching" },
    [0],
  ],
  ["Insufficient Data: 2 datapoints were unknown.", { EvaluationPeriods: 2 }, []],
  ["Insufficient Data: 1 datapoint was unknown.", {}, []],
])("%s", (expected, changes, values) => {
  expect(reason(changes, values)).toBe(expected);
});

test("says the same as data", () => {
  const asked = alarm({ EvaluationPeriods: 2, Unit: "Count", TreatMissingData: "notBreaching" });
  const verdict = judge(asked, [{ at: now - 60_000, age: 0, value: 21.5, sampleCount: 2 }]);
  expect(JSON.parse(reasonData(asked, verdict, now))).toEqual({
    version: "1.0",
    queryDate: "2026-08-19T05:53:00.000+0000",
    startDate: "2026-08-19T05:52:00.000+0000",
    unit: "Count",
    statistic: "Sum",
    period: 60,
    recentDatapoints: [21.5],
    threshold: 0,
    evaluatedDatapoints: [
      { timestamp: "2026-08-19T05:52:00.000+0000", sampleCount: 2, value: 21.5 },
      { timestamp: "2026-08-19T05:51:00.000+0000" },
    ],
  });
});
