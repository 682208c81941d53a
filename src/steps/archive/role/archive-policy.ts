import { logGroupArn, streamArn } from "../../../aws/arns.ts";
import type { Config } from "../../../settings/config.ts";
import type { Policy, StreamKey } from "../../policies.ts";
import { parsePolicy, statements } from "../../policy/policy-statements.ts";
import { ERROR_STREAM, errorLogGroup } from "../layout/error-log.ts";
import { bucketName, layoutOf } from "../layout/layout.ts";

/** Lets Firehose of this account assume the role: it names the account as the external id.
 * https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html */
export function archiveTrust({ accountId }: { readonly accountId: string }): Policy {
  const assume = { Effect: "Allow", Principal: { Service: "firehose.amazonaws.com" }, Action: "sts:AssumeRole" };
  const Condition = { StringEquals: { "sts:ExternalId": accountId } };
  return { Version: "2012-10-17", Statement: [{ ...assume, Condition }] };
}

interface Archived {
  readonly config: Pick<Config, "archive" | "name" | "region" | "streamName">;
  readonly identity: { readonly accountId: string; readonly partition: string };
  /** The customer's key of the stream; "unknown": what the policy says already counts. */
  readonly streamKey: StreamKey | "unknown" | undefined;
  /** ARN or id of the customer's key of the bucket, or "unknown". */
  readonly bucketKey: string | undefined;
  /** The policy as it is, as JSON text. */
  readonly old: string;
}

/** What the role may do: read this one stream, write below the archive's prefixes and into its error log, and use the keys of
 * stream and bucket. */
export function archivePolicy({ config, identity, streamKey, bucketKey, old }: Archived): Policy {
  const { partition, accountId } = identity;
  const arn = `arn:${partition}:s3:::${bucketName(config, identity)}`;
  const { base, errors } = layoutOf(config) ?? { base: "", errors: "" };
  const before = (Sid: string) => statements(parsePolicy(old)).filter((one) => one["Sid"] === Sid);
  const allow = (Sid: string, Action: readonly string[], Resource: readonly string[], Condition?: object) => ({
    Sid,
    Effect: "Allow",
    Action: [...Action],
    Resource: [...Resource],
    ...(Condition !== undefined && { Condition }),
  });
  const decrypt = (key: StreamKey) =>
    allow(
      "DecryptStream",
      ["kms:Decrypt"],
      [key.arn],
      key.alias === undefined ? undefined : { "ForAnyValue:StringEquals": { "kms:ResourceAliases": [key.alias] } },
    );
  const encrypt = (key: string) =>
    allow("EncryptObjects", ["kms:Decrypt", "kms:GenerateDataKey"], [keyArn(key, { ...identity, ...config })], {
      StringEquals: { "kms:ViaService": `s3.${config.region}.amazonaws.com${partition === "aws-cn" ? ".cn" : ""}` },
      // The bucket alone where it has a bucket key, else each object.
      StringLike: { "kms:EncryptionContext:aws:s3:arn": [arn, `${arn}/*`] },
    });
  return {
    Version: "2012-10-17",
    Statement: [
      allow(
        "ReadStream",
        ["kinesis:DescribeStream", "kinesis:GetShardIterator", "kinesis:GetRecords", "kinesis:ListShards"],
        [streamArn({ partition, accountId, region: config.region }, config.streamName)],
      ),
      allow("FindBucket", ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"], [arn]),
      allow(
        "WriteObjects",
        ["s3:PutObject", "s3:GetObject", "s3:AbortMultipartUpload"],
        [`${arn}/${base}*`, `${arn}/${errors}*`],
      ),
      allow(
        "WriteErrors",
        ["logs:PutLogEvents"],
        [`${logGroupArn({ config, identity }, errorLogGroup(config))}:log-stream:${ERROR_STREAM}`],
      ),
      ...(streamKey === "unknown" ? before("DecryptStream") : streamKey === undefined ? [] : [decrypt(streamKey)]),
      ...(bucketKey === "unknown" ? before("EncryptObjects") : bucketKey === undefined ? [] : [encrypt(bucketKey)]),
    ],
  };
}

/** S3 names the key by its ARN or its id; by an alias, any key could be meant. */
function keyArn(
  key: string,
  { partition, region, accountId }: { readonly partition: string; readonly region: string; readonly accountId: string },
): string {
  if (key.startsWith("arn:")) return key.includes(":alias/") ? key.replace(/:alias\/.*$/, ":key/*") : key;
  return `arn:${partition}:kms:${region}:${accountId}:key/${key.startsWith("alias/") ? "*" : key}`;
}
