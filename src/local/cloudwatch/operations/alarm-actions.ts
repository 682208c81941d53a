import type { Scope } from "../../account/scope.ts";
import { wireOperation } from "../../protocols/query-compatible/wire-operation.ts";
import { required } from "../../shape/structure.ts";
import { alarmStore } from "../alarms/alarm-store.ts";
import { names } from "../members.ts";

/** EnableAlarmActions; names of no alarm are passed over. */
export const enableAlarmActions = wireOperation("EnableAlarmActions", { AlarmNames: required(names) }, (scope, input) =>
  switched(scope, input.AlarmNames, true),
);

/** DisableAlarmActions; names of no alarm are passed over. */
export const disableAlarmActions = wireOperation(
  "DisableAlarmActions",
  { AlarmNames: required(names) },
  (scope, input) => switched(scope, input.AlarmNames, false),
);

function switched({ account, region }: Scope, alarms: readonly string[], ActionsEnabled: boolean): undefined {
  const store = alarmStore(account, region);
  for (const name of alarms) {
    const [metric, composite] = [store.alarms.get(name), store.composites.get(name)];
    if (metric !== undefined) metric.settings = { ...metric.settings, ActionsEnabled };
    if (composite !== undefined) composite.settings = { ...composite.settings, ActionsEnabled };
  }
}
