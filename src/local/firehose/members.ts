import { list } from "../shape/collection.ts";
import { blob, flag, integer } from "../shape/scalar.ts";
import { required, structure } from "../shape/structure.ts";
import type { Members } from "../shape/structure.ts";
import { text } from "../shape/text.ts";

/** The members of Firehose's inputs, with the limits of the service's model. */
export const deliveryStreamName = text({ min: 1, max: 64, pattern: "[a-zA-Z0-9_.-]+" });
export const deliveryStreamType = text({
  values: ["DirectPut", "KinesisStreamAsSource", "MSKAsSource", "DatabaseAsSource"],
});
export const versionId = text({ min: 1, max: 50, pattern: "[0-9]+" });
export const destinationId = text({ min: 1, max: 100, pattern: "[a-zA-Z0-9-]+" });
const roleArn = text({ min: 1, max: 512, pattern: "arn:.*:iam::\\d{12}:role/[a-zA-Z_0-9+=,.@\\-_/]+" });
const bucketArn = text({ min: 1, max: 2048, pattern: "arn:.*:s3:::[\\w\\.\\-]{1,255}" });
const kmsKeyArn = text({
  min: 1,
  max: 512,
  pattern: "arn:.*:kms:[a-zA-Z0-9\\-]+:\\d{12}:(key|alias)/[a-zA-Z_0-9+=,.@\\-_/]+",
});
const prefix = text({ min: 0, max: 1024 });

const tagKey = text({ min: 1, max: 128 });
export const tags = list(structure({ Key: required(tagKey), Value: text({ min: 0, max: 256 }) }, "Tag"), {
  min: 1,
  max: 50,
});
export const tagKeys = list(tagKey, { min: 1, max: 50 });
export const startTagKey = tagKey;

export const kinesisSource = structure({
  KinesisStreamARN: required(
    text({ min: 1, max: 512, pattern: "arn:.*:kinesis:[a-zA-Z0-9\\-]+:\\d{12}:stream/[a-zA-Z0-9_.-]+" }),
  ),
  RoleARN: required(roleArn),
});

export const directPutSource = structure({ ThroughputHintInMBs: required(integer({ min: 1, max: 100 })) });

export const encryptionInput = structure({
  KeyARN: kmsKeyArn,
  KeyType: required(text({ values: ["AWS_OWNED_CMK", "CUSTOMER_MANAGED_CMK"] })),
});

/** A record of PutRecord. */
export const record = structure({ Data: required(blob(1_024_000)) }, "Record");

/** What both kinds of S3 destination have, beside role and bucket. */
const plain = {
  Prefix: prefix,
  ErrorOutputPrefix: prefix,
  BufferingHints: structure({
    SizeInMBs: integer({ min: 1, max: 128 }),
    IntervalInSeconds: integer({ min: 0, max: 900 }),
  }),
  CompressionFormat: text({ values: ["UNCOMPRESSED", "GZIP", "ZIP", "Snappy", "HADOOP_SNAPPY"] }),
  EncryptionConfiguration: structure({
    NoEncryptionConfig: text({ values: ["NoEncryption"] }),
    KMSEncryptionConfig: structure({ AWSKMSKeyARN: required(kmsKeyArn) }),
  }),
  CloudWatchLoggingOptions: structure({
    Enabled: flag,
    LogGroupName: text({ min: 0, max: 512, pattern: "[\\.\\-_/#A-Za-z0-9]*" }),
    LogStreamName: text({ min: 0, max: 512, pattern: "[^:*]*" }),
  }),
};

const processor = structure({
  Type: required(
    text({
      values: [
        "RecordDeAggregation",
        "Decompression",
        "CloudWatchLogProcessing",
        "Lambda",
        "MetadataExtraction",
        "AppendDelimiterToRecord",
      ],
    }),
  ),
  Parameters: list(
    structure({
      ParameterName: required(
        text({
          values: [
            "LambdaArn",
            "NumberOfRetries",
            "MetadataExtractionQuery",
            "JsonParsingEngine",
            "RoleArn",
            "BufferSizeInMBs",
            "BufferIntervalInSeconds",
            "SubRecordType",
            "Delimiter",
            "CompressionFormat",
            "DataMessageExtraction",
          ],
        }),
      ),
      ParameterValue: required(text({ min: 1, max: 5120, pattern: "(?!\\s*$)[^]+" })),
    }),
  ),
});

const extended = {
  ...plain,
  ProcessingConfiguration: structure({ Enabled: flag, Processors: list(processor) }),
  S3BackupMode: text({ values: ["Disabled", "Enabled"] }),
  DataFormatConversionConfiguration: structure({ Enabled: flag }),
  DynamicPartitioningConfiguration: structure({
    RetryOptions: structure({ DurationInSeconds: integer({ min: 0, max: 7200 }) }),
    Enabled: flag,
  }),
  FileExtension: text({ min: 0, max: 128, pattern: "|\\.[0-9a-z!\\-_.*'()]+" }),
  CustomTimeZone: text({ min: 0, max: 50, pattern: "|[a-zA-Z/_]+" }),
};

const whereTo = { RoleARN: required(roleArn), BucketARN: required(bucketArn) };
const whereToNow = { RoleARN: roleArn, BucketARN: bucketArn };

export const s3Destination = structure({ ...whereTo, ...plain });
export const s3DestinationUpdate = structure({ ...whereToNow, ...plain });
export const extendedS3Destination = structure({
  ...whereTo,
  ...extended,
  S3BackupConfiguration: s3Destination,
});
export const extendedS3DestinationUpdate = structure({
  ...whereToNow,
  ...extended,
  S3BackupUpdate: s3DestinationUpdate,
});

const anything = structure({});

/** The destinations that this Firehose does not have. */
export const otherDestinations = {
  RedshiftDestinationConfiguration: anything,
  ElasticsearchDestinationConfiguration: anything,
  AmazonopensearchserviceDestinationConfiguration: anything,
  AmazonOpenSearchServerlessDestinationConfiguration: anything,
  SplunkDestinationConfiguration: anything,
  HttpEndpointDestinationConfiguration: anything,
  IcebergDestinationConfiguration: anything,
  SnowflakeDestinationConfiguration: anything,
} satisfies Members;

/** How an operation names its delivery stream. */
export const whichStream = { DeliveryStreamName: required(deliveryStreamName) } satisfies Members;
