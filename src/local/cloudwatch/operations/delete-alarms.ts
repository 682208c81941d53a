import { wireOperation } from "../../protocols/query-compatible/wire-operation.ts";
import { required } from "../../shape/structure.ts";
import { alarmStore, remember } from "../alarms/alarm-store.ts";
import { names } from "../members.ts";
import { alarmArn } from "../resource-arn.ts";
import { removeTags } from "../tag-store.ts";

/** DeleteAlarms: names of no alarm are passed over, as AWS documents. */
export const deleteAlarms = wireOperation(
  "DeleteAlarms",
  { AlarmNames: required(names) },
  ({ account, region }, { AlarmNames }) => {
    const store = alarmStore(account, region);
    for (const name of AlarmNames) {
      const alarm = store.alarms.get(name);
      if (alarm === undefined) continue;
      store.alarms.delete(name);
      removeTags(account, alarm.arn);
      const data = JSON.stringify({ version: "1.0", type: "Delete", deletedAlarm: alarm.settings });
      const summary = `Alarm "${name}" deleted`;
      remember(store, { alarm: name, at: account.clock.now(), type: "ConfigurationUpdate", summary, data });
    }
    return undefined;
  },
  (scope, { AlarmNames }) => AlarmNames.map((name) => alarmArn(scope, name)),
);
