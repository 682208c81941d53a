import type { APIGatewayClient } from "@aws-sdk/client-api-gateway";
import type { IAMClient } from "@aws-sdk/client-iam";
import type { KinesisClient } from "@aws-sdk/client-kinesis";
import type { STSClient } from "@aws-sdk/client-sts";

/** The SDK's clients, one a service. */
export interface Clients {
  readonly kinesis: KinesisClient;
  readonly iam: IAMClient;
  readonly apigateway: APIGatewayClient;
  readonly sts: STSClient;
}
