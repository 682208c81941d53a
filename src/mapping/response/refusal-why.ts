import type { Statuses } from "./statuses.ts";

/** What is known of an answer. */
export interface Answered {
  readonly status: number;
  /** The gateway response, such as THROTTLED; undefined where the answer is not API Gateway's own. */
  readonly errorType?: string | undefined;
  /** What Kinesis answered; undefined where it was not asked. */
  readonly integrationStatus?: number | undefined;
}

/** What API Gateway refuses by itself, by the type of its gateway response.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html */
const byType: Readonly<Record<string, string>> = {
  ACCESS_DENIED: "The resource policy, or IAM, does not let this caller in (allow-ips, --auth).",
  API_CONFIGURATION_ERROR: "API Gateway found its own settings wrong: status shows what differs.",
  AUTHORIZER_CONFIGURATION_ERROR: "An authorizer of this API failed.",
  AUTHORIZER_FAILURE: "An authorizer of this API failed.",
  BAD_REQUEST_BODY: "The body does not fit the JSON Schema (--schema).",
  BAD_REQUEST_PARAMETERS: "A parameter that the method requires is missing.",
  EXPIRED_TOKEN: "The credentials of the signature have expired.",
  INTEGRATION_FAILURE: "Kinesis could not be asked, or the mapping template failed.",
  INTEGRATION_TIMEOUT: "Kinesis did not answer in time.",
  INVALID_API_KEY: "The API key is missing or wrong (--api-key).",
  INVALID_SIGNATURE: "The signature does not fit the request (--auth iam).",
  MISSING_AUTHENTICATION_TOKEN: "There is no such path or method, or the signature is missing (--path, --auth iam).",
  QUOTA_EXCEEDED: "The quota of the API key is used up (--quota).",
  REQUEST_TOO_LARGE: "The body is larger than the 10 MB that API Gateway takes.",
  RESOURCE_NOT_FOUND: "There is no such path.",
  THROTTLED: "Too many requests at a time for the stage, the API key or the account (--throttle, pause).",
  UNAUTHORIZED: "An authorizer of this API does not let this caller in.",
  UNSUPPORTED_MEDIA_TYPE: "The content type is not one that the endpoint takes (--accept).",
  WAF_FILTERED: "AWS WAF refused the request.",
};

/** Why a request was refused, in plain words and with the flags that have a say; undefined where it was not. */
export function refusalWhy(
  { status, errorType, integrationStatus }: Answered,
  { busy, refused, ours }: Pick<Statuses, "busy" | "refused" | "ours">,
): string | undefined {
  if (status < 400) return undefined;
  if (errorType !== undefined) return byType[errorType] ?? `API Gateway refused it: ${errorType}.`;
  if (integrationStatus !== undefined && integrationStatus >= 500)
    return "Kinesis failed: the record may be stored or not.";
  switch (status) {
    case busy:
      return "The stream had no room: a shard takes 1 MB and 1,000 records a second (--shards, --on-demand).";
    case refused:
      return "Kinesis refused the record: is it too large, or a batch of another form (--max-record-size, --batch-from)?";
    case ours:
      return "Kinesis refused API Gateway's call: may its role write to the stream (status --probe)?";
    default:
      return "Kinesis failed, or its answer is not known.";
  }
}
