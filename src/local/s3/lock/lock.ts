import { arnOf, demand, may } from "../call.ts";
import type { Call } from "../call.ts";
import { invalidArgument, s3Fault } from "../faults.ts";
import type { Bucket } from "../store/bucket.ts";
import type { ObjectVersion } from "../store/object-version.ts";
import { modes } from "./lock-configuration.ts";

type Headers = Readonly<Record<string, string>>;

/** The headers that say how a version is locked: they are kept among its own, and given back with them. */
export const lockHeaders = {
  mode: "x-amz-object-lock-mode",
  until: "x-amz-object-lock-retain-until-date",
  hold: "x-amz-object-lock-legal-hold",
} as const;

const day = 24 * 60 * 60 * 1000;

/** Throws InvalidRequest for a bucket whose versions cannot be locked. */
export function checkLockable({ settings }: Bucket): void {
  if (settings.kept?.["object-lock"] !== undefined) return;
  throw s3Fault("InvalidRequest", "Bucket is missing Object Lock Configuration");
}

/** How a new version is locked: as its request asks, or as the bucket does by default. Throws InvalidRequest, InvalidArgument. */
export function lockOf(call: Call, bucket: Bucket): Headers {
  const { headers, now } = call;
  const { [lockHeaders.mode]: mode, [lockHeaders.until]: until, [lockHeaders.hold]: hold } = headers;
  if (mode !== undefined || until !== undefined || hold !== undefined) checkLockable(bucket);
  if ((mode === undefined) !== (until === undefined)) {
    const message = "x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied";
    const missing = mode === undefined ? lockHeaders.mode : lockHeaders.until;
    throw s3Fault("InvalidArgument", message, 400, { ArgumentName: missing });
  }
  if (mode !== undefined && !modes.includes(mode))
    throw invalidArgument("Unknown wormMode directive.", lockHeaders.mode, mode);
  if (hold !== undefined && !["ON", "OFF"].includes(hold))
    throw invalidArgument("Legal Hold must be either of 'ON' or 'OFF'", lockHeaders.hold, hold);
  if (mode !== undefined) demand(call, bucket, "s3:PutObjectRetention", arnOf(call));
  if (hold !== undefined) demand(call, bucket, "s3:PutObjectLegalHold", arnOf(call));
  const asked =
    until === undefined || mode === undefined ? usual(bucket, now) : retention(mode, until, now, lockHeaders.until);
  return { ...asked, ...(hold === undefined ? {} : { [lockHeaders.hold]: hold }) };
}

/** A retention, as it is kept. Throws InvalidArgument, which names `argument`, for a time that is over. */
export function retention(mode: string, until: string, now: number, argument: string): Headers {
  const time = Date.parse(until);
  if (!(time > now)) throw invalidArgument("The retain until date must be in the future!", argument, until);
  return { [lockHeaders.mode]: mode, [lockHeaders.until]: new Date(time).toISOString() };
}

function usual({ settings }: Bucket, now: number): Headers {
  const rule = settings.kept?.["object-lock"]?.["Rule"] as { readonly DefaultRetention: Default } | undefined;
  if (rule === undefined) return {};
  const { Mode: mode, Days: days = 0, Years: years = 0 } = rule.DefaultRetention;
  return retention(mode, new Date(now + (days + years * 365) * day).toISOString(), now, "");
}

interface Default {
  readonly Mode: string;
  readonly Days?: number;
  readonly Years?: number;
}

/** The lock of a version, as far as it holds now. */
export function lockNow(
  { headers }: ObjectVersion,
  now: number,
): { readonly mode?: string; readonly until: number; readonly held: boolean } {
  const until = Date.parse(headers[lockHeaders.until] ?? "");
  const { [lockHeaders.mode]: mode } = headers;
  const holds = until > now && mode !== undefined;
  return { ...(holds ? { mode } : {}), until, held: headers[lockHeaders.hold] === "ON" };
}

/** Throws AccessDenied for a version that must not be deleted yet. */
export function checkDeletable(call: Call, bucket: Bucket, version: ObjectVersion): void {
  const { mode, held } = lockNow(version, call.now);
  if (!held && (mode === undefined || (mode === "GOVERNANCE" && bypasses(call, bucket)))) return;
  throw protectedByLock();
}

/** May the caller pass by a retention in governance mode, and does it ask to? */
export function bypasses(call: Call, bucket: Bucket): boolean {
  const asked = call.headers[bypass]?.toLowerCase() === "true";
  return asked && may(call, bucket, "s3:BypassGovernanceRetention", arnOf(call));
}

const bypass = "x-amz-bypass-governance-retention";

/** Throws InvalidArgument for a bypass where nothing can be locked. */
export function checkBypass({ headers }: Call, { settings }: Bucket): void {
  if (headers[bypass] === undefined || settings.kept?.["object-lock"] !== undefined) return;
  const message = `${bypass} is only applicable to Object Lock enabled buckets.`;
  throw s3Fault("InvalidArgument", message, 400, { ArgumentName: bypass });
}

/** The lock forbids it. */
export function protectedByLock(): Error {
  return s3Fault("AccessDenied", "Access Denied because object protected by object lock.", 403);
}
