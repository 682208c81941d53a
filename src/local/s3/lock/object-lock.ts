import type { Call, S3Operation } from "../call.ts";
import { malformedXml, s3Fault } from "../faults.ts";
import { foundVersion } from "../objects/found-version.ts";
import type { Found } from "../objects/found-version.ts";
import { received } from "../payload/payload.ts";
import { readXml } from "../xml/read-xml.ts";
import { shaped } from "../xml/shaped.ts";
import { bypasses, checkLockable, lockHeaders, lockNow, protectedByLock, retention } from "./lock.ts";
import { modes } from "./lock-configuration.ts";

/** PutObjectRetention: may be made longer by anybody, shorter in governance mode only. */
export const putObjectRetention: S3Operation = {
  name: "PutObjectRetention",
  method: "PUT",
  on: "object",
  about: "retention",
  async run(call) {
    foundVersion(call, "s3:PutObjectRetention");
    const document = readXml(await received(call, true), "Retention");
    shaped(document, { "Mode?": modes, "RetainUntilDate?": "text" });
    const [mode, until] = [document.textOf("Mode"), document.textOf("RetainUntilDate")];
    if ((mode === undefined) !== (until === undefined)) throw malformedXml();
    const found = lockable(call, "s3:PutObjectRetention");
    const asked = mode === undefined || until === undefined ? {} : retention(mode, until, call.now, "RetainUntilDate");
    const { mode: before, until: end } = lockNow(found.version, call.now);
    const longer = until !== undefined && Date.parse(until) >= end && (before !== "COMPLIANCE" || mode === before);
    const passes = before === "GOVERNANCE" && bypasses(call, found.bucket);
    if (before !== undefined && !longer && !passes) throw protectedByLock();
    await relock(call, found, [lockHeaders.mode, lockHeaders.until], asked);
    return {};
  },
};

/** GetObjectRetention. */
export const getObjectRetention: S3Operation = {
  name: "GetObjectRetention",
  method: "GET",
  on: "object",
  about: "retention",
  run(call) {
    const { headers } = lockable(call, "s3:GetObjectRetention").version;
    const { [lockHeaders.mode]: mode, [lockHeaders.until]: until } = headers;
    if (mode === undefined) throw notLocked();
    return { xml: ["Retention", { Mode: mode, RetainUntilDate: until }] };
  },
};

/** PutObjectLegalHold. */
export const putObjectLegalHold: S3Operation = {
  name: "PutObjectLegalHold",
  method: "PUT",
  on: "object",
  about: "legal-hold",
  async run(call) {
    foundVersion(call, "s3:PutObjectLegalHold");
    const document = readXml(await received(call, true), "LegalHold");
    shaped(document, { Status: ["ON", "OFF"] });
    const found = lockable(call, "s3:PutObjectLegalHold");
    await relock(call, found, [], { [lockHeaders.hold]: document.textOf("Status") ?? "" });
    return {};
  },
};

/** GetObjectLegalHold. */
export const getObjectLegalHold: S3Operation = {
  name: "GetObjectLegalHold",
  method: "GET",
  on: "object",
  about: "legal-hold",
  run(call) {
    const status = lockable(call, "s3:GetObjectLegalHold").version.headers[lockHeaders.hold];
    if (status === undefined) throw notLocked();
    return { xml: ["LegalHold", { Status: status }] };
  },
};

function lockable(call: Call, action: string): Found {
  const found = foundVersion(call, action);
  checkLockable(found.bucket);
  return found;
}

async function relock(
  call: Call,
  { bucket, version }: Found,
  gone: readonly string[],
  asked: Readonly<Record<string, string>>,
): Promise<void> {
  await call.store.update(bucket, call.key, (versions) => ({
    versions: versions.map((one) => {
      if (one.versionId !== version.versionId) return one;
      const left = Object.entries(one.headers).filter(([name]) => !gone.includes(name));
      return { ...one, headers: { ...Object.fromEntries(left), ...asked } };
    }),
  }));
}

function notLocked(): Error {
  const message = "The specified object does not have a ObjectLock configuration";
  return s3Fault("NoSuchObjectLockConfiguration", message, 404);
}
