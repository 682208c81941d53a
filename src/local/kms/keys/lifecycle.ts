import { stateOf } from "../../account/kms/key.ts";
import { Fault } from "../../fault.ts";
import { integer } from "../../shape/scalar.ts";
import { required } from "../../shape/structure.ts";
import { invalid } from "../faults.ts";
import { keyOperation } from "../key-operation.ts";
import { description } from "../members.ts";

const DAY_MS = 86_400_000;

/** EnableKey. */
export const enableKey = keyOperation("EnableKey", {}, { not: ["PendingDeletion", "PendingImport"] }, (_, key) => {
  key.disabled = false;
});

/** DisableKey. */
export const disableKey = keyOperation("DisableKey", {}, { not: ["PendingDeletion", "PendingImport"] }, (_, key) => {
  key.disabled = true;
});

/** UpdateKeyDescription. */
export const updateKeyDescription = keyOperation(
  "UpdateKeyDescription",
  { Description: required(description) },
  { not: ["PendingDeletion"] },
  (_, key, { Description }) => {
    key.description = Description;
  },
);

/** ScheduleKeyDeletion: the key is gone after 7 to 30 days, and until then of no use. */
export const scheduleKeyDeletion = keyOperation(
  "ScheduleKeyDeletion",
  { PendingWindowInDays: integer({ min: 1, max: 365 }) },
  { not: ["PendingDeletion"] },
  ({ account }, key, { PendingWindowInDays: days = 30 }) => {
    if (days < 7 || days > 30) throw invalid(`PendingWindowInDays should be between 7 and 30, but it is ${days}`);
    key.goneAt = account.clock.now() + days * DAY_MS;
    return { KeyId: key.arn, DeletionDate: new Date(key.goneAt), KeyState: stateOf(key), PendingWindowInDays: days };
  },
);

/** CancelKeyDeletion: the key is disabled then. */
export const cancelKeyDeletion = keyOperation("CancelKeyDeletion", {}, {}, (_, key) => {
  if (key.goneAt === undefined) throw new Fault("KMSInvalidStateException", `${key.arn} is not pending deletion.`);
  key.goneAt = undefined;
  key.disabled = true;
  return { KeyId: key.arn };
});
