import type { Destination } from "./destination.ts";
import { statusOf } from "./delivery-stream.ts";
import type { DeliveryStream, Encryption } from "./delivery-stream.ts";

/** The only destination that a delivery stream has. */
export const DESTINATION_ID = "destinationId-000000000001";

/** A delivery stream as DescribeDeliveryStream shows it. */
export function readBack(stream: DeliveryStream, now: number) {
  const { name, arn, type, source, created, active, updated, versionId, encryption, destination } = stream;
  return {
    DeliveryStreamName: name,
    DeliveryStreamARN: arn,
    DeliveryStreamStatus: statusOf(stream, now),
    // A stream with a source of its own is not encrypted itself.
    ...(type === "DirectPut" && { DeliveryStreamEncryptionConfiguration: shownEncryption(encryption) }),
    DeliveryStreamType: type,
    VersionId: String(versionId),
    CreateTimestamp: new Date(created),
    ...(updated !== undefined && { LastUpdateTimestamp: new Date(updated) }),
    ...(source !== undefined && {
      Source: { KinesisStreamSourceDescription: { ...source, DeliveryStartTimestamp: new Date(active) } },
    }),
    Destinations: [
      {
        DestinationId: DESTINATION_ID,
        // The same twice, as AWS does.
        S3DestinationDescription: plain(destination),
        ExtendedS3DestinationDescription: destination,
      },
    ],
    HasMoreDestinations: false,
  };
}

function shownEncryption(encryption: Encryption | undefined) {
  return encryption === undefined ? { Status: "DISABLED" } : { ...encryption, Status: "ENABLED" };
}

function plain(destination: Destination) {
  const { RoleARN, BucketARN, Prefix, ErrorOutputPrefix, BufferingHints, CompressionFormat } = destination;
  const { EncryptionConfiguration, CloudWatchLoggingOptions } = destination;
  return {
    RoleARN,
    BucketARN,
    Prefix,
    ErrorOutputPrefix,
    BufferingHints,
    CompressionFormat,
    EncryptionConfiguration,
    CloudWatchLoggingOptions,
  };
}
