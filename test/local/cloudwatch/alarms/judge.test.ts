import { describe, expect, it, test } from "vitest";
import type { AlarmInput } from "../../../../src/local/cloudwatch/alarms/alarm.ts";
import { judge } from "../../../../src/local/cloudwatch/alarms/judge.ts";

const treatments = ["missing", "ignore", "breaching", "notBreaching"] as const;

function alarm(changes: Partial<AlarmInput> = {}): AlarmInput {
  return {
    AlarmName: "a",
    ComparisonOperator: "GreaterThanThreshold",
    Threshold: 0.5,
    EvaluationPeriods: 3,
    ...changes,
  };
}

/** Data as AWS's tables draw it: oldest first, `0` fine, `X` breaching, `-` missing. */
function drawn(row: string) {
  const points = [...row.replaceAll(" ", "")].toReversed().flatMap((sign, age) => {
    return sign === "-" ? [] : [{ at: -age, age, value: sign === "X" ? 1 : 0 }];
  });
  return points;
}

const states = { O: "OK", A: "ALARM", I: "INSUFFICIENT_DATA", "=": undefined } as const;

// "Configuring how CloudWatch alarms treat missing data": missing, ignore, breaching, notBreaching.
describe.each([
  ["3 of 3", 3, "0 - X - X", "OOOO"],
  ["3 of 3", 3, "0 - - - -", "OOOO"],
  ["3 of 3", 3, "- - - - -", "I=AO"],
  ["3 of 3", 3, "0 X X - X", "AAAA"],
  ["3 of 3", 3, "- - X - -", "A=AO"],
  ["2 of 3", 2, "0 - X - X", "AAAA"],
  ["2 of 3", 2, "0 0 X 0 X", "AAAA"],
  ["2 of 3", 2, "0 - X - -", "OOAO"],
  ["2 of 3", 2, "- - - - 0", "OOAO"],
  ["2 of 3", 2, "- - - X -", "A=AO"],
] as const)("AWS's table, %s: %s %s", (_, DatapointsToAlarm, row, expected) => {
  it.each(treatments.map((treat, i) => [treat, states[expected[i] as keyof typeof states]] as const))(
    "%s: %s",
    (TreatMissingData, state) => {
      expect(judge(alarm({ DatapointsToAlarm, TreatMissingData }), drawn(row)).state).toBe(state);
    },
  );
});

test("one breaching point alone that is too new is not enough where missing data is missing", () => {
  expect(judge(alarm(), drawn("- - - - X")).state).toBe("OK");
});

test("all that is asked for is looked at, not what lies before it", () => {
  const { looked, breaching, filled } = judge(alarm({ EvaluationPeriods: 2 }), drawn("X X 0 X"));
  expect([looked.map(({ age }) => age), breaching.map(({ age }) => age), filled]).toEqual([[0, 1], [0], 0]);
});

test.each([
  ["GreaterThanThreshold", [1, 2, 3], [false, false, true]],
  ["GreaterThanOrEqualToThreshold", [1, 2, 3], [false, true, true]],
  ["LessThanThreshold", [1, 2, 3], [true, false, false]],
  ["LessThanOrEqualToThreshold", [1, 2, 3], [true, true, false]],
] as const)("%s 2", (ComparisonOperator, values, fires) => {
  const one = alarm({ ComparisonOperator, Threshold: 2, EvaluationPeriods: 1 });
  expect(values.map((value) => judge(one, [{ at: 0, age: 0, value }]).state === "ALARM")).toEqual(fires);
});
