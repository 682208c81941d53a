import { wireOperation } from "../../protocols/query-compatible/wire-operation.ts";
import { integer } from "../../shape/scalar.ts";
import type { Of } from "../../shape/structure.ts";
import { text } from "../../shape/text.ts";
import { describeAlarm } from "../alarms/alarm.ts";
import { alarmStore } from "../alarms/alarm-store.ts";
import type { AlarmStore, AnyAlarm } from "../alarms/alarm-store.ts";
import { describeComposite } from "../alarms/composite-alarm.ts";
import { settleAlarms } from "../alarms/evaluate-alarms.ts";
import { childrenOf, parentsOf } from "../alarms/transition.ts";
import { invalid } from "../faults.ts";
import { alarmTypes, name, names, stateValue } from "../members.ts";
import { page } from "../page.ts";

const members = {
  AlarmNames: names,
  AlarmNamePrefix: name,
  AlarmTypes: alarmTypes,
  ChildrenOfAlarmName: name,
  ParentsOfAlarmName: name,
  StateValue: stateValue,
  ActionPrefix: text({ min: 1, max: 1024 }),
  MaxRecords: integer({ min: 1, max: 100 }),
  NextToken: text(),
};

/** DescribeAlarms: by name, metric alarms alone unless asked otherwise. */
export const describeAlarms = wireOperation("DescribeAlarms", members, ({ account, region }, input) => {
  settleAlarms(account, region);
  const store = alarmStore(account, region);
  const { ChildrenOfAlarmName: parent, ParentsOfAlarmName: child } = input;
  if (parent === undefined && child === undefined) return pageOf(asked(store, input), input, (alarm) => alarm);
  checkAlone(input);
  const family = child === undefined ? childrenNamed(store, parent ?? "") : parentsOf(store, child);
  return pageOf(family, input, ({ AlarmName, AlarmArn, StateValue, StateUpdatedTimestamp }) =>
    child === undefined ? { AlarmName, AlarmArn, StateValue, StateUpdatedTimestamp } : { AlarmName, AlarmArn },
  );
});

type Asked = Of<typeof members>;
type Shown = ReturnType<typeof describeAlarm> | ReturnType<typeof describeComposite>;

function asked(store: AlarmStore, input: Asked): readonly AnyAlarm[] {
  const { AlarmNames = [], AlarmNamePrefix, AlarmTypes = ["MetricAlarm"], StateValue, ActionPrefix } = input;
  if (AlarmNames.length > 0 && AlarmNamePrefix !== undefined) {
    throw invalid("The parameters AlarmNames and AlarmNamePrefix are mutually exclusive and you have specified both.");
  }
  const all: readonly AnyAlarm[] = [
    ...(AlarmTypes.includes("MetricAlarm") ? store.alarms.values() : []),
    ...(AlarmTypes.includes("CompositeAlarm") ? store.composites.values() : []),
  ];
  return all.filter(
    ({ name: one, state, settings }) =>
      (AlarmNames.length === 0 || AlarmNames.includes(one)) &&
      (AlarmNamePrefix === undefined || one.startsWith(AlarmNamePrefix)) &&
      (StateValue === undefined || state.value === StateValue) &&
      (ActionPrefix === undefined || actionsOf(settings).some((action) => action.startsWith(ActionPrefix))),
  );
}

/** Throws ValidationException: "you cannot specify any other parameters in the request except for MaxRecords and NextToken". */
function checkAlone(input: Asked): void {
  const given = Object.entries(input).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  const [first, second] = given.filter((one) => one !== "MaxRecords" && one !== "NextToken");
  if (second !== undefined)
    throw invalid(`The parameters ${first} and ${second} are mutually exclusive and you have specified both.`);
}

function childrenNamed(store: AlarmStore, parent: string): readonly AnyAlarm[] {
  const composite = store.composites.get(parent);
  return composite === undefined ? [] : childrenOf(store, composite);
}

function pageOf(
  alarms: readonly AnyAlarm[],
  { NextToken: token, MaxRecords = 50 }: Asked,
  part: (shown: Shown) => object,
) {
  const sorted = alarms.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const { items, NextToken } = page(sorted, token, MaxRecords, ({ name: key }) => key);
  return {
    CompositeAlarms: items.flatMap((alarm) => ("rule" in alarm ? [part(describeComposite(alarm))] : [])),
    LogAlarms: [],
    MetricAlarms: items.flatMap((alarm) => ("rule" in alarm ? [] : [part(describeAlarm(alarm))])),
    NextToken,
  };
}

function actionsOf({ AlarmActions = [], OKActions = [], InsufficientDataActions = [] }: AnyAlarm["settings"]) {
  return [...AlarmActions, ...OKActions, ...InsufficientDataActions];
}
