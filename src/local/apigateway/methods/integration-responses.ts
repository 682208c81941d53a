import type { Scope } from "../../account/scope.ts";
import type { IntegrationResponseRecord, MethodRecord, Resource } from "../definition.ts";
import { notFound } from "../faults.ts";
import { resourceOf } from "../gateway.ts";
import type { MethodNames } from "../gateway.ts";
import { contentHandling, integrationOf, noIntegration } from "./integrations.ts";
import { checkResponseMapping, checkTemplates } from "./mapping-expression.ts";
import { operation } from "../operation/operation.ts";
import { applyPatch, patchBody } from "../operation/patch.ts";
import type { PatchRule } from "../operation/patch.ts";
import { entries, member } from "../operation/patch-rules.ts";
import { map } from "../../shape/collection.ts";
import { templates } from "./templates.ts";
import { oneOf, text } from "../../shape/text.ts";
import { statusCodePath } from "./status-code.ts";
import { defined, without } from "../without.ts";

export const putIntegrationResponse = operation({
  name: "PutIntegrationResponse",
  route: "PUT /restapis/{restApiId}/resources/{resourceId}/methods/{method}/integration/responses/{statusCode}",
  ok: 201,
  path: statusCodePath,
  body: {
    selectionPattern: text(),
    responseParameters: map(text()),
    responseTemplates: templates,
    contentHandling: oneOf("CONVERT_TO_BINARY", "CONVERT_TO_TEXT"),
  },
  run(scope, input) {
    const { resource, method } = integrationOf(scope, input);
    const { statusCode, selectionPattern, responseParameters, responseTemplates } = input;
    const response: IntegrationResponseRecord = {
      ...defined({ selectionPattern, responseParameters, responseTemplates, contentHandling: input.contentHandling }),
      statusCode,
    };
    save(resource, method, response);
    return response;
  },
});

export const getIntegrationResponse = operation({
  name: "GetIntegrationResponse",
  route: "GET /restapis/{restApiId}/resources/{resourceId}/methods/{method}/integration/responses/{statusCode}",
  ok: 200,
  path: statusCodePath,
  run: (scope, names) => responseOf(scope, names).response,
});

export const updateIntegrationResponse = operation({
  name: "UpdateIntegrationResponse",
  route: "PATCH /restapis/{restApiId}/resources/{resourceId}/methods/{method}/integration/responses/{statusCode}",
  ok: 200,
  path: statusCodePath,
  body: patchBody,
  run(scope, input) {
    const { resource, method, response } = responseOf(scope, input);
    const patched = applyPatch(response, input.patchOperations, rules);
    save(resource, method, patched);
    return patched;
  },
});

export const deleteIntegrationResponse = operation({
  name: "DeleteIntegrationResponse",
  route: "DELETE /restapis/{restApiId}/resources/{resourceId}/methods/{method}/integration/responses/{statusCode}",
  ok: 204,
  path: statusCodePath,
  run(scope, names) {
    // Where the method is missing, this operation alone says that the integration is.
    if (!resourceOf(scope, names).resource.methods.has(names.method)) throw noIntegration();
    const { resource, method, integration } = responseOf(scope, names);
    const { integrationResponses = {}, ...rest } = integration;
    const left = without(integrationResponses, names.statusCode);
    const isLast = Object.keys(left).length === 0;
    const methodIntegration = isLast ? rest : { ...rest, integrationResponses: left };
    resource.methods.set(method.httpMethod, { ...method, methodIntegration });
  },
});

type Names = MethodNames & { readonly statusCode: string };

const removable = { removable: true, addable: true };

const rules: readonly PatchRule<IntegrationResponseRecord>[] = [
  member("selectionPattern", (value = "") => value, removable),
  member("contentHandling", contentHandling, removable),
  entries("responseParameters", (value = "") => value, { remove: "Invalid parameter name specified" }),
  entries("responseTemplates", (value) => value || null, { remove: "Content-Type specified was not found" }),
];

function save(resource: Resource, method: MethodRecord, response: IntegrationResponseRecord): void {
  checkTemplates(response.responseTemplates);
  checkResponseMapping(response.responseParameters, method, response.statusCode);
  const integration = method.methodIntegration;
  if (integration === undefined) return;
  const integrationResponses = { ...integration.integrationResponses, [response.statusCode]: response };
  resource.methods.set(method.httpMethod, { ...method, methodIntegration: { ...integration, integrationResponses } });
}

function responseOf(scope: Scope, names: Names) {
  const found = integrationOf(scope, names);
  const response = found.integration.integrationResponses?.[names.statusCode];
  if (response === undefined) throw notFound("Invalid Response status code specified");
  return { ...found, response };
}
