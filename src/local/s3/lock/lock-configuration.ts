import { malformedXml, s3Fault } from "../faults.ts";
import { keptSetting } from "../kept/kept-setting.ts";

/** The modes of a retention. */
export const modes = ["GOVERNANCE", "COMPLIANCE"];

/** Whether versions of the bucket may be locked, and how long new ones are. It cannot be taken back. */
export const lockOperations = keptSetting({
  put: "PutObjectLockConfiguration",
  get: "GetObjectLockConfiguration",
  about: "object-lock",
  root: "ObjectLockConfiguration",
  members: {
    ObjectLockEnabled: ["Enabled"],
    "Rule?": { DefaultRetention: { Mode: modes, "Days?": "number", "Years?": "number" } },
  },
  may: ["s3:GetBucketObjectLockConfiguration", "s3:PutBucketObjectLockConfiguration"],
  needsSum: true,
  check(document, _, { settings }) {
    const times = document.child("Rule")?.child("DefaultRetention")?.children.slice() ?? [];
    const lengths = times.filter(({ name }) => name !== "Mode").map(({ text }) => Number(text));
    if (times.length > 0 && (lengths.length !== 1 || lengths[0] === 0)) throw malformedXml();
    if (settings.versioning === "Enabled") return;
    const message = "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration";
    throw s3Fault("InvalidBucketState", message, 409);
  },
  without: ["ObjectLockConfigurationNotFoundError", "Object Lock configuration does not exist for this bucket"],
});
