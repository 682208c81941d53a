import { Fault } from "../../fault.ts";
import { wireOperation } from "../../protocols/query-compatible/wire-operation.ts";
import { required } from "../../shape/structure.ts";
import { text } from "../../shape/text.ts";
import { alarmStore, anyAlarm } from "../alarms/alarm-store.ts";
import { settleAlarms } from "../alarms/evaluate-alarms.ts";
import { transition } from "../alarms/transition.ts";
import { noAlarm } from "../faults.ts";
import { name, stateValue } from "../members.ts";
import { alarmArn } from "../resource-arn.ts";

/** SetAlarmState: until the next evaluation. */
export const setAlarmState = wireOperation(
  "SetAlarmState",
  {
    AlarmName: required(name),
    StateValue: required(stateValue),
    StateReason: required(text({ max: 1023 })),
    StateReasonData: text({ max: 4000 }),
  },
  ({ account, region }, { AlarmName, StateValue, StateReason, StateReasonData }) => {
    settleAlarms(account, region);
    const store = alarmStore(account, region);
    const alarm = anyAlarm(store, AlarmName);
    if (alarm === undefined) throw noAlarm();
    if (StateReasonData !== undefined) checkJson(StateReasonData);
    const to = { value: StateValue, reason: StateReason, data: StateReasonData };
    transition(account, store, alarm, to, account.clock.now());
    return undefined;
  },
  (scope, { AlarmName }) => alarmArn(scope, AlarmName),
);

function checkJson(text: string): void {
  try {
    JSON.parse(text);
  } catch {
    throw new Fault("InvalidFormatFault", "StateReasonData must be valid JSON");
  }
}
