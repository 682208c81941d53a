import { Fault } from "../fault.ts";
import type { Of } from "../shape/structure.ts";
import { text } from "../shape/text.ts";

/** The parameters that tell of an MFA device. */
export const mfa = {
  SerialNumber: text({ min: 9, max: 256, pattern: String.raw`[\w+=/:,.@-]*` }),
  TokenCode: text({ min: 6, max: 6, pattern: String.raw`[\d]*` }),
};

/** Throws AccessDenied where a device is named: there is none here. */
export function checkMfa({ SerialNumber, TokenCode }: Of<typeof mfa>): void {
  if (SerialNumber === undefined && TokenCode === undefined) return;
  const why =
    SerialNumber === undefined || TokenCode === undefined
      ? "must provide both MFA serial number and one time pass code."
      : "unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.";
  throw new Fault("AccessDenied", `MultiFactorAuthentication failed, ${why}`, 403);
}
