import type { Account } from "../../account/account.ts";
import type { Fault } from "../../fault.ts";
import type { DeliveryStream } from "../delivery-stream.ts";
import type { FirehosePlatform } from "../platform.ts";

const messages: Readonly<Record<string, string>> = {
  NoSuchBucket: "The specified bucket does not exist. Create the bucket or use a different bucket that does exist.",
  AccessDenied:
    "Access was denied. Ensure that the trust policy for the provided IAM role allows Firehose to assume the role, and the access policy allows access to the S3 bucket.",
};

/** Writes what S3 answered into the error log of the destination, where it has one and its role may.
 * https://docs.aws.amazon.com/firehose/latest/dev/monitoring-with-cloudwatch-logs.html */
export function logError(platform: FirehosePlatform, account: Account, stream: DeliveryStream, fault: Fault): void {
  const { arn, region, partition, versionId, destination } = stream;
  const { Enabled, LogGroupName: group = "", LogStreamName: log = "" } = destination.CloudWatchLoggingOptions ?? {};
  const caller = Enabled === true ? platform.assume(account, destination.RoleARN) : undefined;
  const logArn = `arn:${partition}:logs:${region}:${account.id}:log-group:${group}:log-stream:${log}`;
  if (caller?.allows("logs:PutLogEvents", logArn) !== true) return;
  const message = JSON.stringify({
    deliveryStreamARN: arn,
    destination: destination.BucketARN,
    deliveryStreamVersionId: versionId,
    message: messages[fault.code] ?? fault.message,
    errorCode: `S3.${fault.code}`,
  });
  platform.log({ account, region, partition, caller }, group, log, { timestamp: account.clock.now(), message });
}
