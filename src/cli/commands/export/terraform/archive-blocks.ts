import { filled, listIn, mapIn, pairsIn, textIn } from "../resources/read.ts";
import type { Block, Inner } from "./block.ts";
import { expression, json } from "./hcl.ts";
import type { From } from "./plain-blocks.ts";

/** The bucket, and what Terraform sets of it by resources of their own. */
export function bucketBlocks({ one: { properties }, label }: From): readonly Block[] {
  const name = textIn(properties, "BucketName");
  const bucket = expression(`aws_s3_bucket.${label}.bucket`);
  const access = mapIn(properties, "PublicAccessBlockConfiguration");
  const part = (type: string, rest: Omit<Block, "type" | "label" | "importId">): Block => ({
    type,
    label,
    ...rest,
    attributes: { bucket, ...rest.attributes },
    importId: name,
  });
  const encryption = listIn(mapIn(properties, "BucketEncryption"), "ServerSideEncryptionConfiguration");
  const [owner = {}] = listIn(mapIn(properties, "OwnershipControls"), "Rules");
  return [
    {
      type: "aws_s3_bucket",
      label,
      attributes: { bucket: name, tags: pairsIn(properties, "Tags") },
      importId: name,
    },
    part("aws_s3_bucket_public_access_block", {
      attributes: {
        block_public_acls: access["BlockPublicAcls"],
        ignore_public_acls: access["IgnorePublicAcls"],
        block_public_policy: access["BlockPublicPolicy"],
        restrict_public_buckets: access["RestrictPublicBuckets"],
      },
    }),
    part("aws_s3_bucket_ownership_controls", {
      attributes: {},
      blocks: [["rule", { object_ownership: owner["ObjectOwnership"] }]],
    }),
    part("aws_s3_bucket_server_side_encryption_configuration", {
      attributes: {},
      blocks: encryption.map((rule): Inner => {
        const algorithm = mapIn(rule, "ServerSideEncryptionByDefault")["SSEAlgorithm"];
        return ["rule", {}, [["apply_server_side_encryption_by_default", { sse_algorithm: algorithm }]]];
      }),
    }),
  ];
}

/** The policy of the bucket. */
export function bucketPolicyBlocks({ one: { properties }, label, idOf }: From): readonly Block[] {
  const { Bucket, PolicyDocument = "" } = properties;
  const attributes = { bucket: Bucket, policy: json(PolicyDocument) };
  return [{ type: "aws_s3_bucket_policy", label, attributes, importId: idOf("Bucket") }];
}

/** The delivery stream. */
export function deliveryBlocks({ one, label, idOf, addressOf }: From): readonly Block[] {
  const { properties } = one;
  const source = mapIn(properties, "KinesisStreamSourceConfiguration");
  const to = mapIn(properties, "ExtendedS3DestinationConfiguration");
  const buffer = mapIn(to, "BufferingHints");
  const processing = mapIn(to, "ProcessingConfiguration");
  const log = mapIn(to, "CloudWatchLoggingOptions");
  const destination = {
    role_arn: to["RoleARN"],
    bucket_arn: to["BucketARN"],
    prefix: to["Prefix"],
    error_output_prefix: to["ErrorOutputPrefix"],
    buffering_size: buffer["SizeInMBs"],
    buffering_interval: buffer["IntervalInSeconds"],
    compression_format: to["CompressionFormat"],
  };
  const processors = listIn(processing, "Processors").map(({ Type }): Inner => ["processors", { type: Type }]);
  const logging: Inner = [
    "cloudwatch_logging_options",
    { enabled: log["Enabled"], log_group_name: log["LogGroupName"], log_stream_name: log["LogStreamName"] },
  ];
  return [
    {
      type: "aws_kinesis_firehose_delivery_stream",
      label,
      attributes: {
        name: properties["DeliveryStreamName"],
        destination: "extended_s3",
        tags: pairsIn(properties, "Tags"),
      },
      blocks: [
        [
          "kinesis_source_configuration",
          { kinesis_stream_arn: source["KinesisStreamARN"], role_arn: source["RoleARN"] },
        ],
        [
          "extended_s3_configuration",
          destination,
          [
            ["processing_configuration", { enabled: processing["Enabled"] }, processors],
            ...(filled(log) ? [logging] : []),
          ],
        ],
      ],
      after: one.after.map(addressOf),
      // Not every Firehose tells the zone of its prefixes, which is UTC.
      lifecycle: { ignore_changes: expression("[extended_s3_configuration[0].custom_time_zone]") },
      importId: idOf(one.id),
    },
  ];
}
