import { s3Fault } from "../faults.ts";
import { keptSetting } from "./kept-setting.ts";

const usualRegion = "us-east-1";

/** Where access logs would go; none are written. An empty document ends them. */
export const loggingOperations = keptSetting({
  put: "PutBucketLogging",
  get: "GetBucketLogging",
  about: "logging",
  root: "BucketLoggingStatus",
  members: {
    "LoggingEnabled?": {
      TargetBucket: "text",
      "TargetGrants?": {
        "Grant*": {
          Grantee: { "ID?": "text", "DisplayName?": "text", "EmailAddress?": "text", "URI?": "text" },
          Permission: "text",
        },
      },
      TargetPrefix: "text",
      "TargetObjectKeyFormat?": {
        "SimplePrefix?": {},
        "PartitionedPrefix?": { "PartitionDateSource?": ["EventTime", "DeliveryTime"] },
      },
    },
  },
  may: ["s3:GetBucketLogging", "s3:PutBucketLogging"],
  needsSum: true,
  check(document, { store }, { settings }) {
    const name = document.child("LoggingEnabled")?.textOf("TargetBucket");
    if (name === undefined) return;
    const target = store.buckets.get(name)?.settings.region;
    if (target === undefined) {
      const message = "The target bucket for logging does not exist";
      throw s3Fault("InvalidTargetBucketForLogging", message, 400, { TargetBucket: name });
    }
    if (target === settings.region) return;
    throw s3Fault("CrossLocationLoggingProhibitted", "Cross S3 location logging not allowed. ", 403, {
      ...(settings.region === usualRegion ? {} : { SourceBucketLocation: settings.region }),
      TargetBucketLocation: target,
    });
  },
  without: {},
});
