import { integer } from "../../shape/scalar.ts";
import { required } from "../../shape/structure.ts";
import { existing, operation } from "../call.ts";
import { invalid } from "../faults.ts";
import { groupName } from "../members.ts";

const allowedDays: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** PutRetentionPolicy. */
export const putRetentionPolicy = operation(
  "PutRetentionPolicy",
  { logGroupName: required(groupName), retentionInDays: required(integer()) },
  (call, { logGroupName, retentionInDays }) => {
    if (!allowedDays.includes(retentionInDays)) {
      const allowed = `satisfy enum value set: [${allowedDays.join(", ")}]`;
      throw invalid(
        `1 validation error detected: Value '${retentionInDays}' at 'retentionInDays' failed to satisfy constraint: Member must ${allowed}`,
      );
    }
    existing(call, logGroupName).retentionInDays = retentionInDays;
  },
);

/** DeleteRetentionPolicy: events are kept for ever. */
export const deleteRetentionPolicy = operation(
  "DeleteRetentionPolicy",
  { logGroupName: required(groupName) },
  (call, { logGroupName }) => {
    delete existing(call, logGroupName).retentionInDays;
  },
);
