import type { DeployedApi, DeployedIntegration, DeployedMethod } from "../../account/deployed.ts";
import type { Edit } from "../api/api-view.ts";

/** What differs in the definition from what is served, a sentence each. */
export function edits(served: DeployedApi, defined: DeployedApi): readonly Edit[] {
  const [before, after] = [partsOf(served), partsOf(defined)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((part): readonly Edit[] => {
    const [was, is] = [before.get(part), after.get(part)];
    if (was === is) return [];
    const [route = "", detail] = part.split(": ");
    // A whole route is said once.
    if (detail !== undefined && before.has(route) !== after.has(route)) return [];
    if (was === undefined) return [{ says: `${part} was added.`, after: is ?? "" }];
    if (is === undefined) return [{ says: `${part} was removed.`, before: was }];
    return [{ says: `${part} was changed.`, before: was, after: is }];
  });
}

type Parts = Map<string, string>;

/** Everything that a deployment freezes, by what it is called. Ids and dates are no part of it. */
function partsOf(api: DeployedApi): Parts {
  const parts: Parts = new Map();
  put(parts, "The resource policy", api.policy);
  for (const { path, methods } of api.resources)
    for (const method of Object.values(methods)) methodParts(parts, `${method.httpMethod} ${path}`, method, api);
  for (const [name, { schema }] of Object.entries(api.models)) put(parts, `The model ${name}`, schema);
  for (const [type, response] of Object.entries(api.gatewayResponses))
    put(parts, `The gateway response ${type}`, JSON.stringify(response, undefined, 2));
  put(parts, "The list of binary media types", api.binaryMediaTypes.join(", "));
  put(parts, "The size from which answers are compressed", api.minimumCompressionSize?.toString());
  put(parts, "Where API keys are read from", api.apiKeySource);
  put(parts, "Whether the invoke URL is switched off", String(api.disableExecuteApiEndpoint));
  return parts;
}

function methodParts(parts: Parts, route: string, method: DeployedMethod, api: DeployedApi): void {
  const { requestModels, methodResponses, requestParameters } = method;
  const validator = api.validators[method.requestValidatorId ?? ""];
  parts.set(route, "");
  put(parts, `${route}: the authorization`, method.authorizationType);
  put(parts, `${route}: whether an API key is needed`, method.apiKeyRequired ? "yes" : "no");
  put(parts, `${route}: the request validator`, validator && json(validator));
  put(parts, `${route}: the list of request parameters`, json(requestParameters));
  for (const [type, model] of Object.entries(requestModels)) put(parts, `${route}: the model for ${type}`, model);
  for (const [status, response] of Object.entries(methodResponses))
    put(parts, `${route}: the method response ${status}`, json(response));
  integrationParts(parts, route, method.integration);
}

function integrationParts(parts: Parts, route: string, integration: DeployedIntegration): void {
  const { type, httpMethod = "", uri = "", credentials, contentHandling, timeoutInMillis } = integration;
  put(parts, `${route}: what it calls`, [type, httpMethod, uri].filter((one) => one !== "").join(" "));
  put(parts, `${route}: the role`, credentials);
  put(parts, `${route}: the content handling`, contentHandling);
  put(parts, `${route}: the timeout`, `${timeoutInMillis} ms`);
  put(parts, `${route}: what becomes of other content types`, integration.passthroughBehavior);
  put(parts, `${route}: the parameter mapping`, json(integration.requestParameters));
  for (const [contentType, template] of Object.entries(integration.requestTemplates))
    put(parts, `${route}: the request template for ${contentType}`, template ?? "");
  for (const [status, response] of Object.entries(integration.integrationResponses)) {
    const { selectionPattern = "", responseParameters, responseTemplates } = response;
    put(
      parts,
      `${route}: the integration response ${status}`,
      json({ selectionPattern, responseParameters, contentHandling: response.contentHandling }),
    );
    for (const [contentType, template] of Object.entries(responseTemplates))
      put(parts, `${route}: the response template of ${status} for ${contentType}`, template ?? "");
  }
}

function put(parts: Parts, part: string, text: string | undefined): void {
  if (text !== undefined) parts.set(part, text);
}

/** By name, whatever the order. */
function json(value: object): string {
  return JSON.stringify(Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))));
}
