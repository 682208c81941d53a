import type { ExtendedS3DestinationConfiguration, ProcessorType } from "@aws-sdk/client-firehose";
import type { ArchiveFacts } from "./archive.ts";

/** The destination as Firehose takes it, for its creation and for a change. All members are there: a change keeps what it leaves out. */
export function destinationOf(facts: ArchiveFacts, partition: string): ExtendedS3DestinationConfiguration {
  const [megabytes, seconds] = facts["archive-buffer"].split("/").map((one) => parseInt(one, 10));
  // A log stream's name has no colon, and neither has a group's.
  const [LogGroupName, LogStreamName] = facts["error log"].split(":");
  const processors = facts["line ends"] === "" ? [] : [{ Type: facts["line ends"] as ProcessorType }];
  return {
    RoleARN: facts.role,
    BucketARN: `arn:${partition}:s3:::${facts.bucket}`,
    Prefix: facts.prefix,
    ErrorOutputPrefix: facts["error prefix"],
    BufferingHints: { SizeInMBs: megabytes, IntervalInSeconds: seconds },
    CompressionFormat: facts["archive-compress"] as ExtendedS3DestinationConfiguration["CompressionFormat"],
    EncryptionConfiguration: { NoEncryptionConfig: "NoEncryption" },
    CloudWatchLoggingOptions: { Enabled: true, LogGroupName, LogStreamName },
    ProcessingConfiguration: { Enabled: processors.length > 0, Processors: processors },
  };
}
