import { allowed } from "../call.ts";
import type { S3Operation } from "../call.ts";
import { malformedXml, notImplemented, s3Fault } from "../faults.ts";
import { received } from "../payload/payload.ts";
import { readXml } from "../xml/read-xml.ts";

const about = "versioning";

/** PutBucketVersioning. */
export const putBucketVersioning: S3Operation = {
  name: "PutBucketVersioning",
  method: "PUT",
  on: "bucket",
  about,
  async run(call) {
    const bucket = allowed(call, "s3:PutBucketVersioning");
    const given = readXml(await received(call), "VersioningConfiguration");
    const status = given.textOf("Status");
    if (given.textOf("MfaDelete") === "Enabled") throw notImplemented("MFA delete");
    if (status === undefined)
      throw s3Fault("IllegalVersioningConfigurationException", "The Versioning element must be specified");
    if (status !== "Enabled" && status !== "Suspended") throw malformedXml();
    if (status === "Suspended" && bucket.settings.kept?.["object-lock"] !== undefined) {
      const message =
        "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.";
      throw s3Fault("InvalidBucketState", message, 409);
    }
    await call.store.change(bucket, { versioning: status });
    return {};
  },
};

/** GetBucketVersioning: empty for a bucket that never had it. */
export const getBucketVersioning: S3Operation = {
  name: "GetBucketVersioning",
  method: "GET",
  on: "bucket",
  about,
  run(call) {
    return {
      xml: ["VersioningConfiguration", { Status: allowed(call, "s3:GetBucketVersioning").settings.versioning }],
    };
  },
};
