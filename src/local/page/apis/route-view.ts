import type { DeployedApi, DeployedIntegration, DeployedMethod, DeployedResource } from "../../account/deployed.ts";
import { endpointOf } from "../../execute-api/integration/service-call.ts";
import { streamIn } from "../../requests/stored.ts";
import type { RouteView, TemplateView } from "../api/api-view.ts";

/** The routes of what is deployed, in words. */
export function routeViews(api: DeployedApi, variables: Readonly<Record<string, string>>): readonly RouteView[] {
  return api.resources.flatMap((resource) =>
    Object.values(resource.methods).map((method) => routeView(resource, method, api, variables)),
  );
}

function routeView(
  { path }: DeployedResource,
  method: DeployedMethod,
  api: DeployedApi,
  variables: Readonly<Record<string, string>>,
): RouteView {
  const { integrationResponses, requestTemplates } = method.integration;
  return {
    method: method.httpMethod,
    path,
    says: callWords(method, variables),
    demands: demandWords(method, api),
    templates: templateViews(requestTemplates),
    responses: Object.values(integrationResponses).map(({ statusCode, selectionPattern = "", responseTemplates }) => ({
      status: statusCode,
      pattern: selectionPattern,
      templates: templateViews(responseTemplates),
    })),
  };
}

function callWords(method: DeployedMethod, variables: Readonly<Record<string, string>>): string {
  const { type, uri = "", requestTemplates } = method.integration;
  if (type === "MOCK") return "Answers by itself.";
  if (type !== "AWS") return `Calls ${uri}.`;
  try {
    const { service, rest } = endpointOf(method, variables);
    const stream = streamIn(requestTemplates);
    const into = stream === "" ? "a stream that the template names" : `the stream ${stream}`;
    if (service !== "kinesis") return `Calls ${service} (${rest}).`;
    if (rest === "PutRecords") return `Writes the records of a batch into ${into} (PutRecords).`;
    return rest === "PutRecord" ? `Writes a record into ${into} (PutRecord).` : `Calls Kinesis (${rest}).`;
  } catch {
    return `Calls ${uri}.`;
  }
}

function demandWords(method: DeployedMethod, { validators }: DeployedApi): readonly string[] {
  const { validateRequestBody: body = false, validateRequestParameters: parameters = false } =
    validators[method.requestValidatorId ?? ""] ?? {};
  const required = Object.keys(method.requestParameters).filter((name) => method.requestParameters[name] === true);
  return [
    ...(method.authorizationType === "AWS_IAM" ? ["The request has to be signed (Signature Version 4)."] : []),
    ...(method.apiKeyRequired ? ["An API key is needed (header x-api-key)."] : []),
    ...(body
      ? Object.entries(method.requestModels).map(([type, model]) => `A body of ${type} has to fit the model ${model}.`)
      : []),
    ...(parameters && required.length > 0
      ? [`These have to be there: ${required.map((name) => name.replace("method.request.", "")).join(", ")}.`]
      : []),
  ];
}

function templateViews(templates: DeployedIntegration["requestTemplates"]): readonly TemplateView[] {
  return Object.entries(templates).map(([contentType, text]) => ({ contentType, text: text ?? "" }));
}
