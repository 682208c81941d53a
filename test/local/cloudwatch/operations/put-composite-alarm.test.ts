import { expect, test } from "vitest";
import { news } from "../../../../src/local/account/news.ts";
import { direct } from "../direct.ts";

const arn = (name: string) => `arn:aws:cloudwatch:eu-west-1:111122223333:alarm:${name}`;

/** A CloudWatch with metric alarms that have no data. */
async function plane(...alarms: readonly string[]) {
  const at = direct();
  const told: string[] = [];
  at.scope.account.corner(news, "").tell = (line) => void told.push(line);
  for (const AlarmName of alarms)
    await at.call("PutMetricAlarm", {
      AlarmName,
      Namespace: "n",
      MetricName: "m",
      EvaluationPeriods: 1,
      Period: 60,
      Statistic: "Sum",
      Threshold: 1,
      ComparisonOperator: "GreaterThanThreshold",
      TreatMissingData: "ignore",
    });
  const set = (AlarmName: string, StateValue: string) =>
    at.call("SetAlarmState", { AlarmName, StateValue, StateReason: "test" });
  const put = (AlarmName: string, AlarmRule: string, more: object = {}) =>
    at.call("PutCompositeAlarm", { AlarmName, AlarmRule, ...more });
  const shown = async (name: string) =>
    (await at.call("DescribeAlarms", { AlarmNames: [name], AlarmTypes: ["CompositeAlarm"] })).CompositeAlarms[0];
  const state = async (name: string): Promise<string> => (await shown(name)).StateValue;
  return { ...at, told, set, put, shown, state };
}

test("a composite alarm follows its children, and tells which did it as AWS does", async () => {
  const at = await plane("one", "two");
  await at.put("both", `ALARM("${arn("one")}") OR ALARM(two)`, { OKActions: ["arn:aws:sns:eu-west-1:1:t"] });
  const created = await at.shown("both");
  expect(created).toMatchObject({
    StateValue: "OK",
    ActionsEnabled: true,
    AlarmActions: [],
    InsufficientDataActions: [],
  });
  expect(created.StateReason).toBe(`${arn("both")} was created and its alarm rule evaluates to OK`);
  expect(JSON.parse(created.StateReasonData).triggeringAlarms.map((one: { arn: string }) => one.arn)).toEqual([
    arn("one"),
    arn("two"),
  ]);
  at.clock.move(3_661_000);
  await at.set("one", "ALARM");
  expect(await at.shown("both")).toMatchObject({
    StateValue: "ALARM",
    StateReason: `${arn("one")} transitioned to ALARM at Thursday 01 January, 2026 01:01:01 UTC`,
    StateReasonData: JSON.stringify({
      triggeringAlarms: [{ arn: arn("one"), state: { value: "ALARM", timestamp: "2026-01-01T01:01:01.000+0000" } }],
    }),
  });
  const before = await at.shown("both");
  await at.set("two", "ALARM");
  expect(await at.shown("both")).toEqual(before);
  await at.set("one", "OK");
  expect(await at.state("both")).toBe("ALARM");
  await at.set("two", "OK");
  expect(await at.state("both")).toBe("OK");
  expect(at.told.at(-1)).toMatch(
    /^alarm both: ALARM -> OK: .*:two transitioned to OK.* It would notify arn:aws:sns:eu-west-1:1:t\.$/,
  );
  const history = async (asked: object) =>
    (await at.call("DescribeAlarmHistory", asked)).AlarmHistoryItems.map(
      (item: { AlarmType: string; HistorySummary: string }) => `${item.AlarmType} ${item.HistorySummary}`,
    );
  expect((await history({ AlarmName: "both", ScanBy: "TimestampAscending" })).slice(0, 4)).toEqual([
    'CompositeAlarm Alarm "both" created',
    "CompositeAlarm Alarm updated from INSUFFICIENT_DATA to OK",
    "CompositeAlarm Successfully executed action arn:aws:sns:eu-west-1:1:t",
    "CompositeAlarm Alarm updated from OK to ALARM",
  ]);
  expect((await history({})).filter((one: string) => one.startsWith("Composite"))).toEqual([]);
  expect(await history({ AlarmTypes: ["CompositeAlarm"], AlarmName: "one" })).toEqual([]);
});

test("states go up through composite alarms of composite alarms, and a cycle ends", async () => {
  const at = await plane("one");
  await at.put("inner", "ALARM(one)");
  await at.put("outer", "NOT ALARM(inner) AND TRUE");
  expect([await at.state("inner"), await at.state("outer")]).toEqual(["OK", "ALARM"]);
  await at.set("one", "ALARM");
  expect([await at.state("inner"), await at.state("outer")]).toEqual(["ALARM", "OK"]);
  await at.put("inner", "ALARM(outer)");
  await at.set("outer", "ALARM");
  await at.put("self", "NOT ALARM(self)");
  expect(await at.state("self")).toBe("ALARM");
  expect(await at.refused("DeleteAlarms", { AlarmNames: ["inner"] })).toContain(
    "Cannot delete inner as there are composite alarm(s) depending on it.",
  );
  await at.put("inner", "false");
  await at.call("DeleteAlarms", { AlarmNames: ["outer"] });
});

test("a state that was set by hand stays until a child changes", async () => {
  const at = await plane("one");
  await at.put("c", "ALARM(one)");
  await at.set("one", "ALARM");
  await at.set("c", "OK");
  await at.set("one", "ALARM");
  expect(await at.state("c")).toBe("OK");
  await at.set("one", "OK");
  await at.set("one", "ALARM");
  expect(await at.state("c")).toBe("ALARM");
});

test("an update overwrites all but the state and evaluates the rule; what was set is given back", async () => {
  const at = await plane("one", "quiet");
  const more = {
    AlarmDescription: "d",
    ActionsEnabled: false,
    ActionsSuppressor: "quiet",
    ActionsSuppressorWaitPeriod: 120,
    ActionsSuppressorExtensionPeriod: 180,
  };
  await at.put("c", "ALARM(one)", { ...more, Tags: [{ Key: "k", Value: "v" }] });
  expect(await at.shown("c")).toMatchObject({ ...more, AlarmRule: "ALARM(one)", AlarmArn: arn("c") });
  expect((await at.call("ListTagsForResource", { ResourceARN: arn("c") })).Tags).toEqual([{ Key: "k", Value: "v" }]);
  await at.call("EnableAlarmActions", { AlarmNames: ["c"] });
  expect((await at.shown("c")).ActionsEnabled).toBe(true);
  await at.put("c", "TRUE");
  const updated = await at.shown("c");
  expect(updated.AlarmDescription).toBeUndefined();
  expect(updated.ActionsSuppressor).toBeUndefined();
  expect(updated.StateReason).toBe(`${arn("c")} was updated and its alarm rule evaluates to ALARM`);
  await at.set("c", "OK");
  expect(await at.state("c")).toBe("OK");
});

test("DescribeAlarms gives metric alarms unless asked otherwise, children and parents in part", async () => {
  const at = await plane("one", "two");
  await at.put("c", "ALARM(one) AND ALARM(two)");
  const names = async (asked: object) => {
    const { MetricAlarms, CompositeAlarms } = await at.call("DescribeAlarms", asked);
    return [MetricAlarms, CompositeAlarms].map((all) => all.map((one: { AlarmName: string }) => one.AlarmName));
  };
  expect(await names({})).toEqual([["one", "two"], []]);
  expect(await names({ AlarmNames: ["c"] })).toEqual([[], []]);
  expect(await names({ AlarmTypes: ["CompositeAlarm", "MetricAlarm"] })).toEqual([["one", "two"], ["c"]]);
  expect(await names({ ChildrenOfAlarmName: "c" })).toEqual([["one", "two"], []]);
  const { CompositeAlarms } = await at.call("DescribeAlarms", { ParentsOfAlarmName: "one" });
  expect(CompositeAlarms).toEqual([{ AlarmName: "c", AlarmArn: arn("c") }]);
  expect(await at.refused("DescribeAlarms", { ParentsOfAlarmName: "one", AlarmNamePrefix: "c" })).toContain(
    "mutually exclusive",
  );
  const metric = await at.call("DescribeAlarmsForMetric", { Namespace: "n", MetricName: "m" });
  expect(metric.MetricAlarms).toHaveLength(2);
});

test("what AWS refuses", async () => {
  const at = await plane("one", "two");
  await at.put("c", "ALARM(one)");
  await at.put("d", "ALARM(one) OR ALARM(two)");
  const refused = (AlarmRule: string, more: object = {}) =>
    at.refused("PutCompositeAlarm", { AlarmName: "x", AlarmRule, ...more });
  const foreign = arn("one").replace("eu-west-1", "us-east-1");
  expect(await refused(`ALARM(gone) OR OK(one) OR OK("${foreign}")`)).toBe(
    `ValidationError;Sender Could not save the composite alarm as alarms [gone, ${foreign}] in the alarm rule do not exist`,
  );
  expect(await refused(" TRUE")).toBe(
    "ValidationError;Sender AlarmRule must not contain leading or trailing whitespace or be null",
  );
  expect(await refused("ALARM(one) AND")).toBe(
    "ValidationError;Sender Error in AlarmRule [Unsupported token '' at char 14, must be: '(', 'NOT', AT_LEAST, TRUE or FALSE, ALARM, OK, or INSUFFICIENT_DATA]",
  );
  expect(await refused("TRUE", { ActionsSuppressorWaitPeriod: -5 })).toContain("greater than or equal to 0");
  for (const operation of ["DescribeAlarms", "DescribeAlarmHistory"])
    expect(await at.refused(operation, { AlarmTypes: ["NOT_ONE"] })).toContain(
      "enum value set: [CompositeAlarm, MetricAlarm]",
    );
  expect((await at.call("DescribeAlarmHistory", { AlarmContributorId: "x" })).AlarmHistoryItems).toEqual([]);
  expect(await at.refused("DescribeAlarmHistory", { AlarmContributorId: "" })).toContain("alarmContributorId");
  const metric = { AlarmName: "m", EvaluationPeriods: 1, ComparisonOperator: "GreaterThanThreshold", Threshold: 1 };
  expect(await at.refused("PutMetricAlarm", { ...metric, EvaluationInterval: -5 })).toContain("evaluationInterval");
  expect(await at.refused("PutMetricAlarm", { ...metric, EvaluationInterval: 60 })).toContain(
    "EvaluationInterval cannot be specified",
  );
  expect(await refused("TRUE", { ActionsSuppressor: "one" })).toContain("ActionsSuppressorWaitPeriod must not be null");
  expect(await refused("TRUE", { AlarmActions: ["arn:aws:sns:us-east-1:1:t"] })).toContain(
    "Invalid region us-east-1 specified",
  );
  expect(await refused("TRUE", { AlarmName: "one" })).toContain("There is a metric alarm named one.");
  expect(await at.refused("DeleteAlarms", { AlarmNames: ["one", "two"] })).toBe(
    "ValidationError;Sender Cannot delete one,two as there are composite alarm(s) depending on them.",
  );
  expect(await at.refused("DeleteAlarms", { AlarmNames: ["c", "d"] })).toContain("No more than one composite alarm");
  await at.call("DeleteAlarms", { AlarmNames: ["two", "d"] });
  expect((await at.call("DescribeAlarms", {})).MetricAlarms).toHaveLength(1);
});
