import { Fault } from "../../fault.ts";
import { wireOperation } from "../../protocols/query-compatible/wire-operation.ts";
import { required } from "../../shape/structure.ts";
import { text } from "../../shape/text.ts";
import { name } from "../members.ts";

/** PutCompositeAlarm is refused. */
export const putCompositeAlarm = wireOperation(
  "PutCompositeAlarm",
  { AlarmName: required(name), AlarmRule: required(text({ min: 1, max: 10_240 })) },
  () => {
    throw new Fault("NotImplemented", "This local AWS has no composite alarms, only metric alarms.", 501);
  },
);
