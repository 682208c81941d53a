import type { APIGatewayClient } from "@aws-sdk/client-api-gateway";
import type { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import type { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import type { FirehoseClient } from "@aws-sdk/client-firehose";
import type { IAMClient } from "@aws-sdk/client-iam";
import type { KinesisClient } from "@aws-sdk/client-kinesis";
import type { S3Client } from "@aws-sdk/client-s3";
import type { SNSClient } from "@aws-sdk/client-sns";
import type { STSClient } from "@aws-sdk/client-sts";

/** The SDK's clients, one a service. */
export interface Clients {
  readonly kinesis: KinesisClient;
  readonly iam: IAMClient;
  readonly apigateway: APIGatewayClient;
  readonly sts: STSClient;
  /** Those that few runs need. */
  readonly lazily: LazyClients;
}

/** Clients that are loaded and made when they are first asked for. What calls them belongs into a file that is loaded then, too. */
export interface LazyClients {
  firehose(): Promise<FirehoseClient>;
  s3(): Promise<S3Client>;
  logs(): Promise<CloudWatchLogsClient>;
  cloudwatch(): Promise<CloudWatchClient>;
  sns(): Promise<SNSClient>;
  /** Ends the connections of those that were made. */
  destroy(): void;
}

/** What they are called. */
export const lazyServices = ["firehose", "s3", "logs", "cloudwatch", "sns"] as const;
export type LazyService = (typeof lazyServices)[number];
