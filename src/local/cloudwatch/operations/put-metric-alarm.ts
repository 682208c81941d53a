import { Fault } from "../../fault.ts";
import { wireOperation } from "../../protocols/query-compatible/wire-operation.ts";
import { alarmMembers } from "../alarms/alarm.ts";
import type { AlarmInput } from "../alarms/alarm.ts";
import { alarmStore, mostAlarms, remember } from "../alarms/alarm-store.ts";
import { checkAlarm } from "../alarms/check-alarm.ts";
import { settleAlarms, watchAlarms } from "../alarms/evaluate-alarms.ts";
import { invalid } from "../faults.ts";
import { alarmArn } from "../resource-arn.ts";
import { addTags } from "../tag-store.ts";

/** PutMetricAlarm: makes an alarm or overwrites all of it but its state and its tags. */
export const putMetricAlarm = wireOperation(
  "PutMetricAlarm",
  alarmMembers,
  (scope, input) => {
    const { account, region } = scope;
    checkAlarm(input, region);
    settleAlarms(account, region);
    const store = alarmStore(account, region);
    const { AlarmName: name, Tags = [], ...rest } = input;
    const settings: AlarmInput = { AlarmName: name, ...rest };
    if (store.composites.has(name)) throw invalid(`There is a composite alarm named ${name}.`);
    const now = account.clock.now();
    const known = store.alarms.get(name);
    if (known === undefined) {
      if (store.alarms.size + store.composites.size >= mostAlarms) {
        throw new Fault("LimitExceededFault", `This local AWS keeps ${mostAlarms} alarms at most.`);
      }
      const arn = alarmArn(scope, name);
      if (Tags.length > 0) addTags(account, arn, Tags);
      const reason = "Unchecked: Initial alarm creation";
      const state = { value: "INSUFFICIENT_DATA", reason, updated: now, transitioned: now } as const;
      store.alarms.set(name, { name, arn, settings, configured: now, evaluated: now, state });
    } else {
      known.settings = settings;
      known.configured = now;
    }
    const kind = known === undefined ? "Create" : "Update";
    const data = JSON.stringify({ version: "1.0", type: kind, [`${kind.toLowerCase()}dAlarm`]: settings });
    const summary = `Alarm "${name}" ${kind.toLowerCase()}d`;
    remember(store, { alarm: name, at: now, type: "ConfigurationUpdate", summary, data });
    watchAlarms(account, region);
    return undefined;
  },
  (scope, { AlarmName }) => alarmArn(scope, AlarmName),
);
