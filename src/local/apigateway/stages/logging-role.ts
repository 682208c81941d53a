import { badRequest } from "../faults.ts";

/** Logging was switched on in an account that has no role for it. */
export function noLoggingRole(): Error {
  return badRequest("CloudWatch Logs role ARN must be set in account settings to enable logging");
}
