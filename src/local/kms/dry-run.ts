import { Fault } from "../fault.ts";

/** Throws DryRunOperationException where a call that would succeed is only tried. */
export function refuseDryRun(asked: boolean | undefined): void {
  if (asked !== true) return;
  throw new Fault("DryRunOperationException", "The request would have succeeded, but the DryRun option is set.");
}
