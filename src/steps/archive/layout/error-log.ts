import type { Config } from "../../../settings/config.ts";

/** The log stream that Firehose's console makes for errors of S3.
 * https://docs.aws.amazon.com/firehose/latest/dev/monitoring-with-cloudwatch-logs.html */
export const ERROR_STREAM = "S3Delivery";

/** The log group of the delivery stream's errors: below the name that Firehose's console gives one, where a group that an earlier
 * delivery stream of this name has left is not in the way. */
export function errorLogGroup({ name }: Pick<Config, "name">): string {
  return `/aws/kinesisfirehose/kinesis-proxy/${name}`;
}

/** Group and stream, as they are told. */
export function errorLog(config: Pick<Config, "name">): string {
  return `${errorLogGroup(config)}:${ERROR_STREAM}`;
}
