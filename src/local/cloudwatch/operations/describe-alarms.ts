import { wireOperation } from "../../protocols/query-compatible/wire-operation.ts";
import { list } from "../../shape/collection.ts";
import { integer } from "../../shape/scalar.ts";
import { text } from "../../shape/text.ts";
import { describeAlarm } from "../alarms/alarm.ts";
import type { Alarm } from "../alarms/alarm.ts";
import { alarmStore } from "../alarms/alarm-store.ts";
import { settleAlarms } from "../alarms/evaluate-alarms.ts";
import { invalid } from "../faults.ts";
import { name, names, stateValue } from "../members.ts";
import { page } from "../page.ts";

/** DescribeAlarms: by name. */
export const describeAlarms = wireOperation(
  "DescribeAlarms",
  {
    AlarmNames: names,
    AlarmNamePrefix: name,
    AlarmTypes: list(text()),
    ChildrenOfAlarmName: name,
    ParentsOfAlarmName: name,
    StateValue: stateValue,
    ActionPrefix: text({ min: 1, max: 1024 }),
    MaxRecords: integer({ min: 1, max: 100 }),
    NextToken: text(),
  },
  ({ account, region }, input) => {
    const { AlarmNames = [], AlarmNamePrefix, AlarmTypes = ["MetricAlarm"], StateValue, ActionPrefix } = input;
    if (AlarmNames.length > 0 && AlarmNamePrefix !== undefined) {
      throw invalid(
        "The parameters AlarmNames and AlarmNamePrefix are mutually exclusive and you have specified both.",
      );
    }
    settleAlarms(account, region);
    const isAsked = ({ name: one, state, settings }: Alarm): boolean =>
      (AlarmNames.length === 0 || AlarmNames.includes(one)) &&
      (AlarmNamePrefix === undefined || one.startsWith(AlarmNamePrefix)) &&
      (StateValue === undefined || state.value === StateValue) &&
      (ActionPrefix === undefined || actionsOf(settings).some((action) => action.startsWith(ActionPrefix)));
    // There are no composite alarms, hence no children and no parents.
    const hasMetricAlarms =
      AlarmTypes.includes("MetricAlarm") &&
      input.ChildrenOfAlarmName === undefined &&
      input.ParentsOfAlarmName === undefined;
    const found = hasMetricAlarms ? [...alarmStore(account, region).alarms.values()].filter(isAsked) : [];
    const sorted = found.sort((one, other) => (one.name < other.name ? -1 : 1));
    const { items, NextToken } = page(sorted, input.NextToken, input.MaxRecords ?? 50, ({ name: key }) => key);
    return { CompositeAlarms: [], LogAlarms: [], MetricAlarms: items.map(describeAlarm), NextToken };
  },
);

function actionsOf({ AlarmActions = [], OKActions = [], InsufficientDataActions = [] }: Alarm["settings"]) {
  return [...AlarmActions, ...OKActions, ...InsufficientDataActions];
}
