import type { IntegrationRecord, MethodRecord } from "../definition.ts";
import { badRequest } from "../faults.ts";
import { checkHttpMethod } from "./http-method.ts";
import { checkRequestMapping, checkTemplates } from "./mapping-expression.ts";

/** Refuses an integration that PutIntegration and UpdateIntegration refuse, in AWS's words and order. Like AWS, does not check
 * whether the role exists or can be assumed. */
export function checkIntegration(
  integration: IntegrationRecord,
  method: MethodRecord,
  isLink: (id: string | undefined) => boolean,
): void {
  const { type, httpMethod, timeoutInMillis, connectionType, connectionId } = integration;
  if (type !== "MOCK" && !httpMethod) throw badRequest("Enumeration value for HttpMethod must be non-empty");
  if (httpMethod) checkHttpMethod(httpMethod);
  if (type === "HTTP" || type === "HTTP_PROXY") checkUrl(integration);
  if (type === "AWS" || type === "AWS_PROXY") checkAction(integration);
  // AWS's own words are not known; these are those of GetVpcLink.
  if (connectionType === "VPC_LINK" && !isLink(connectionId)) throw badRequest("Invalid Vpc Link identifier specified");
  if (!(timeoutInMillis >= 50 && timeoutInMillis <= 29_000)) {
    throw badRequest("Timeout should be between 50 ms and 29000 ms");
  }
  checkTemplates(integration.requestTemplates);
  checkRequestMapping(integration.requestParameters, method);
}

function checkUrl({ uri = "" }: IntegrationRecord): void {
  const isUrl = /^https?:\/\/\S+$/.test(uri) || uri.includes("${stageVariables.");
  if (!isUrl) throw badRequest("Invalid HTTP endpoint specified for URI");
}

/** What AWS_PROXY may call: a function's invocations, and actions of Firehose. */
const proxied =
  /:(?:lambda:path\/\d{4}-\d{2}-\d{2}\/functions\/.+\/(?:response-streaming-)?invocations|firehose:action\/.+)$/;

function checkAction({ type, uri = "", credentials }: IntegrationRecord): void {
  if (!uri.startsWith("arn:")) throw badRequest("Invalid ARN specified in the request");
  const [, service = ""] = /^arn:[^:]+:apigateway:[^:]+:(?:[^:]+\.)?([^:.]+):(?:path\/|action\/).+/.exec(uri) ?? [];
  if (service === "") throw badRequest("AWS ARN for integration must contain path or action");
  if (type === "AWS_PROXY" && !proxied.test(uri)) {
    throw badRequest(
      "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.",
    );
  }
  if (service !== "lambda" && !credentials) throw badRequest("Role ARN must be specified for AWS integrations");
  if (credentials && !/^arn:[^:]+:iam::(?:\d{12}:role\/.+|\*:user\/\*)$/.test(credentials)) {
    throw badRequest("Invalid ARN specified in the request");
  }
}
