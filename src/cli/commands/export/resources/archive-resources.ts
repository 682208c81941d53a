import { ownerTags } from "../../../../aws/tags.ts";
import { archive } from "../../../../steps/archive/archive.ts";
import { tlsOnly } from "../../../../steps/archive/bucket/bucket.ts";
import { newDeliveryStream } from "../../../../steps/archive/create-delivery-stream.ts";
import { archiveRoleToMake, POLICY } from "../../../../steps/archive/role/archive-role.ts";
import { logGroup } from "./log-group.ts";
import type { ProxyFacts } from "../proxy/proxy-facts.ts";
import { reference } from "./reference.ts";
import { resource, tagList, type Resource } from "./resource.ts";

/** The archive: its bucket, the role that Firehose assumes, and the delivery stream. */
export function archiveResources(facts: ProxyFacts): readonly Resource[] {
  const { config, own, logRetention, archive: wanted, archivePolicy } = facts;
  if (config.archive === undefined || config.archive === false) return [];
  const made = newDeliveryStream(facts, wanted);
  const {
    BucketARN: BucketArn,
    EncryptionConfiguration,
    ProcessingConfiguration,
    ...to
  } = made.ExtendedS3DestinationConfiguration;
  const role = archiveRoleToMake(facts);
  const stream = resource(
    "Archive",
    "AWS::KinesisFirehose::DeliveryStream",
    {
      DeliveryStreamName: made.DeliveryStreamName,
      DeliveryStreamType: made.DeliveryStreamType,
      KinesisStreamSourceConfiguration: made.KinesisStreamSourceConfiguration,
      ExtendedS3DestinationConfiguration: {
        BucketARN: BucketArn,
        ...to,
        ...(EncryptionConfiguration?.NoEncryptionConfig && { EncryptionConfiguration }),
        ProcessingConfiguration,
      },
      Tags: made.Tags,
    },
    ["ArchivePolicy", ...(own.has("archiveLogs") ? ["ArchiveErrors"] : [])],
  );
  const { LogGroupName = "", LogStreamName = "" } = to.CloudWatchLoggingOptions ?? {};
  return [
    ...(own.has("bucket") ? bucketResources(facts) : []),
    ...(own.has("archiveRole")
      ? [
          resource("ArchiveRole", "AWS::IAM::Role", role),
          resource("ArchivePolicy", "AWS::IAM::RolePolicy", {
            RoleName: reference("ArchiveRole", "Name"),
            PolicyName: POLICY,
            PolicyDocument: archivePolicy,
          }),
        ]
      : []),
    ...(own.has("archiveLogs")
      ? [
          logGroup("ArchiveLog", LogGroupName, { config, days: logRetention.archiveLogs }),
          resource("ArchiveErrors", "AWS::Logs::LogStream", {
            LogGroupName: reference("ArchiveLog", "Name"),
            LogStreamName,
          }),
        ]
      : []),
    ...(own.has(archive.name) ? [stream] : []),
  ];
}

function bucketResources({ config, identity, archive: { bucket } }: ProxyFacts): readonly Resource[] {
  return [
    resource("Bucket", "AWS::S3::Bucket", {
      BucketName: bucket,
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
      },
      Tags: tagList(ownerTags(config.name)),
    }),
    resource("BucketPolicy", "AWS::S3::BucketPolicy", {
      Bucket: reference("Bucket", "Name"),
      PolicyDocument: tlsOnly(identity.partition, bucket),
    }),
  ];
}
