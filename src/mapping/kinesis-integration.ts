import type { Surroundings } from "./route-settings.ts";
import { USUAL_TIMEOUT, type IntegrationResponse, type RouteIntegration } from "./route.ts";

/** What an integration makes of requests and of Kinesis' answers. */
interface Templates {
  /** By content type. */
  readonly request: Readonly<Record<string, string>>;
  /** By status. */
  readonly responses: Readonly<Record<string, IntegrationResponse>>;
  /** Bodies may be bytes, and reach the templates as base64. */
  readonly binary: boolean;
}

/** An integration that calls an action of Kinesis. */
export function kinesisIntegration(
  action: "PutRecord" | "PutRecords",
  { partition, region, role }: Surroundings,
  { request, responses, binary }: Templates,
): RouteIntegration {
  return {
    type: "AWS",
    httpMethod: "POST",
    uri: `arn:${partition}:apigateway:${region}:kinesis:action/${action}`,
    credentials: role,
    // A body that no template takes must not reach Kinesis as it is: its sender could name a stream.
    passthrough: "NEVER",
    contentHandling: binary ? "CONVERT_TO_TEXT" : "",
    timeout: USUAL_TIMEOUT,
    requestParameters: { "integration.request.header.Content-Type": "'application/x-amz-json-1.1'" },
    requestTemplates: request,
    responses,
  };
}
