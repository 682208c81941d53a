import { Fault } from "../../fault.ts";
import { stateOf } from "./key.ts";
import type { Key, KeyState } from "./key.ts";

/** The states in which a key cannot encrypt. */
export const unusable: readonly KeyState[] = ["Disabled", "PendingDeletion", "PendingImport"];

/** Throws DisabledException or KMSInvalidStateException where the key is in one of those states.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html */
export function refuseState(key: Key, states: readonly KeyState[]): void {
  const state = stateOf(key);
  if (!states.includes(state)) return;
  if (state === "Disabled") throw new Fault("DisabledException", `${key.arn} is disabled.`);
  throw new Fault(
    "KMSInvalidStateException",
    `${key.arn} is pending ${state === "PendingImport" ? "import" : "deletion"}.`,
  );
}
