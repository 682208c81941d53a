import { Fault } from "../../fault.ts";
import type { Identity } from "../store.ts";

/** Throws DeleteConflict for one that still has policies, which have to go before it. */
export function checkPoliciesGone({ inline, attached }: Identity): void {
  if (inline.size > 0) throw new Fault("DeleteConflict", "Cannot delete entity, must delete policies first.", 409);
  if (attached.length > 0) {
    throw new Fault("DeleteConflict", "Cannot delete entity, must detach all policies first.", 409);
  }
}
