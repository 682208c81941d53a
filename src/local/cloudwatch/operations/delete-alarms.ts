import { wireOperation } from "../../protocols/query-compatible/wire-operation.ts";
import { required } from "../../shape/structure.ts";
import { alarmStore, anyAlarm, remember } from "../alarms/alarm-store.ts";
import type { AlarmStore } from "../alarms/alarm-store.ts";
import { parentsOf } from "../alarms/transition.ts";
import { invalid } from "../faults.ts";
import { names } from "../members.ts";
import { alarmArn } from "../resource-arn.ts";
import { removeTags } from "../tag-store.ts";

/** DeleteAlarms: names of no alarm are passed over, as AWS documents. */
export const deleteAlarms = wireOperation(
  "DeleteAlarms",
  { AlarmNames: required(names) },
  ({ account, region }, { AlarmNames }) => {
    const store = alarmStore(account, region);
    checkDeletion(store, AlarmNames);
    for (const name of AlarmNames) {
      const alarm = anyAlarm(store, name);
      if (alarm?.name !== name) continue;
      const isComposite = store.composites.delete(name);
      store.alarms.delete(name);
      removeTags(account, alarm.arn);
      const data = JSON.stringify({ version: "1.0", type: "Delete", deletedAlarm: alarm.settings });
      const summary = `Alarm "${name}" deleted`;
      remember(store, {
        alarm: name,
        at: account.clock.now(),
        type: "ConfigurationUpdate",
        isComposite,
        summary,
        data,
      });
    }
    return undefined;
  },
  (scope, { AlarmNames }) => AlarmNames.map((name) => alarmArn(scope, name)),
);

function checkDeletion(store: AlarmStore, names: readonly string[]): void {
  if (names.filter((name) => store.composites.has(name)).length > 1)
    throw invalid("No more than one composite alarm can be deleted in a request.");
  const needed = names.filter((name) => parentsOf(store, name).some((parent) => !names.includes(parent.name)));
  if (needed.length === 0) return;
  const them = needed.length === 1 ? "it" : "them";
  throw invalid(`Cannot delete ${needed.join(",")} as there are composite alarm(s) depending on ${them}.`);
}
