import { s3Fault } from "../faults.ts";
import type { Members } from "../xml/shaped.ts";
import { keptList } from "./kept-list.ts";

const tag: Members = { Key: "text", Value: "text" };
const filter: Members = { "Prefix?": "text", "Tag?": tag, "And?": { "Prefix?": "text", "Tag*": tag } };

const inventories = keptList({
  what: "Inventory",
  about: "inventory",
  listed: "ListInventoryConfigurationsResult",
  members: {
    Id: "text",
    IsEnabled: "flag",
    "Filter?": { Prefix: "text" },
    Destination: {
      S3BucketDestination: {
        "AccountId?": "text",
        Bucket: "text",
        Format: ["CSV", "ORC", "Parquet"],
        "Prefix?": "text",
        "Encryption?": { "SSE-S3?": {}, "SSE-KMS?": { KeyId: "text" } },
      },
    },
    Schedule: { Frequency: ["Daily", "Weekly"] },
    IncludedObjectVersions: ["All", "Current"],
    "OptionalFields?": {
      "Field*": [
        "Size",
        "LastModifiedDate",
        "StorageClass",
        "ETag",
        "IsMultipartUploaded",
        "ReplicationStatus",
        "EncryptionStatus",
        "ObjectLockRetainUntilDate",
        "ObjectLockMode",
        "ObjectLockLegalHoldStatus",
        "IntelligentTieringAccessTier",
        "BucketKeyStatus",
        "ChecksumAlgorithm",
        "ObjectAccessControlList",
        "ObjectOwner",
        "LifecycleExpirationDate",
      ],
    },
  },
  may: ["s3:GetInventoryConfiguration", "s3:PutInventoryConfiguration"],
  check(document) {
    const bucket = document.child("Destination")?.child("S3BucketDestination")?.textOf("Bucket") ?? "";
    if (!/^arn:[^:]+:s3:::./.test(bucket)) throw s3Fault("InvalidS3DestinationBucket", "Invalid bucket ARN.");
  },
});

const analytics = keptList({
  what: "Analytics",
  about: "analytics",
  listed: "ListBucketAnalyticsConfigurationResult",
  members: {
    Id: "text",
    "Filter?": filter,
    StorageClassAnalysis: {
      "DataExport?": {
        OutputSchemaVersion: ["V_1"],
        Destination: {
          S3BucketDestination: { Format: ["CSV"], "BucketAccountId?": "text", Bucket: "text", "Prefix?": "text" },
        },
      },
    },
  },
  may: ["s3:GetAnalyticsConfiguration", "s3:PutAnalyticsConfiguration"],
});

const metrics = keptList({
  what: "Metrics",
  about: "metrics",
  listed: "ListMetricsConfigurationsResult",
  members: {
    Id: "text",
    "Filter?": {
      ...filter,
      "AccessPointArn?": "text",
      "And?": { "Prefix?": "text", "Tag*": tag, "AccessPointArn?": "text" },
    },
  },
  may: ["s3:GetMetricsConfiguration", "s3:PutMetricsConfiguration"],
});

const tierings = keptList({
  what: "IntelligentTiering",
  about: "intelligent-tiering",
  listed: "ListBucketIntelligentTieringConfigurationsOutput",
  members: {
    Id: "text",
    "Filter?": filter,
    Status: ["Enabled", "Disabled"],
    "Tiering+": { AccessTier: ["ARCHIVE_ACCESS", "DEEP_ARCHIVE_ACCESS"], Days: "number" },
  },
  may: ["s3:GetIntelligentTieringConfiguration", "s3:PutIntelligentTieringConfiguration"],
});

/** What S3 would report, measure or move; nothing does. */
export const configurationOperations = [...inventories, ...analytics, ...metrics, ...tierings];
