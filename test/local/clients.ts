import { APIGatewayClient } from "@aws-sdk/client-api-gateway";
import { IAMClient } from "@aws-sdk/client-iam";
import { KinesisClient } from "@aws-sdk/client-kinesis";
import { S3Client } from "@aws-sdk/client-s3";
import { STSClient } from "@aws-sdk/client-sts";
import type { Credentials } from "@aws-sdk/client-sts";
import { NodeHttpHandler } from "@smithy/node-http-handler";
// Loaded with the test: else the first hook waits for it, whose time is short.
import "../../src/local/http/front-door.ts";
import { lazily } from "../../src/aws/later/lazily.ts";
import type { Local } from "../../src/local/index.ts";

/** Real SDK clients of a local AWS, as its root or with keys from there. */
export function clientsOf(local: Pick<Local, "url">, credentials?: Partial<Credentials>) {
  const settings = {
    endpoint: local.url,
    region: "ap-northeast-2",
    maxAttempts: 1,
    credentials: {
      accessKeyId: credentials?.AccessKeyId ?? "AKIDEXAMPLE",
      secretAccessKey: credentials?.SecretAccessKey ?? "secret",
      ...(credentials?.SessionToken === undefined ? {} : { sessionToken: credentials.SessionToken }),
    },
  };
  return {
    iam: new IAMClient(settings),
    sts: new STSClient(settings),
    kinesis: new KinesisClient({ ...settings, requestHandler: new NodeHttpHandler() }),
    kinesisOverHttp2: new KinesisClient(settings),
    s3: new S3Client({ ...settings, forcePathStyle: true }),
    apigateway: new APIGatewayClient(settings),
    lazily: lazily({
      firehose: async () => new (await import("@aws-sdk/client-firehose")).FirehoseClient(settings),
      s3: async () => new (await import("@aws-sdk/client-s3")).S3Client({ ...settings, forcePathStyle: true }),
      logs: async () => new (await import("@aws-sdk/client-cloudwatch-logs")).CloudWatchLogsClient(settings),
      cloudwatch: async () => new (await import("@aws-sdk/client-cloudwatch")).CloudWatchClient(settings),
      sns: async () => new (await import("@aws-sdk/client-sns")).SNSClient(settings),
    }),
  };
}
