import type { Scope } from "../../account/scope.ts";
import type { MethodRecord, MethodResponseRecord, Resource, RestApi } from "../definition.ts";
import { conflict, notFound } from "../faults.ts";
import { methodOf } from "../gateway.ts";
import type { MethodNames } from "../gateway.ts";
import { checkResponseParameters } from "./mapping-expression.ts";
import { checkModels } from "./methods.ts";
import { operation } from "../operation/operation.ts";
import { applyPatch, patchBody } from "../operation/patch.ts";
import type { PatchRule } from "../operation/patch.ts";
import { entries, flagValue } from "../operation/patch-rules.ts";
import { map } from "../../shape/collection.ts";
import { flag } from "../../shape/scalar.ts";
import { text } from "../../shape/text.ts";
import { statusCodePath } from "./status-code.ts";
import { defined, without } from "../without.ts";

export const putMethodResponse = operation({
  name: "PutMethodResponse",
  route: "PUT /restapis/{restApiId}/resources/{resourceId}/methods/{method}/responses/{statusCode}",
  ok: 201,
  path: statusCodePath,
  body: { responseParameters: map(flag), responseModels: map(text()) },
  run(scope, input) {
    const { api, resource, method } = methodOf(scope, input);
    const { statusCode, responseParameters, responseModels } = input;
    if (method.methodResponses?.[statusCode] !== undefined) {
      throw conflict("Response already exists for this resource");
    }
    const response = { ...defined({ responseParameters, responseModels }), statusCode };
    save(api, resource, method, response);
    return response;
  },
});

export const getMethodResponse = operation({
  name: "GetMethodResponse",
  route: "GET /restapis/{restApiId}/resources/{resourceId}/methods/{method}/responses/{statusCode}",
  ok: 200,
  path: statusCodePath,
  run: (scope, names) => responseOf(scope, names).response,
});

export const updateMethodResponse = operation({
  name: "UpdateMethodResponse",
  route: "PATCH /restapis/{restApiId}/resources/{resourceId}/methods/{method}/responses/{statusCode}",
  ok: 201,
  path: statusCodePath,
  body: patchBody,
  run(scope, input) {
    const { api, resource, method, response } = responseOf(scope, input);
    const patched = applyPatch(response, input.patchOperations, rules);
    save(api, resource, method, patched);
    return patched;
  },
});

export const deleteMethodResponse = operation({
  name: "DeleteMethodResponse",
  route: "DELETE /restapis/{restApiId}/resources/{resourceId}/methods/{method}/responses/{statusCode}",
  ok: 204,
  path: statusCodePath,
  run(scope, names) {
    const { resource, method } = responseOf(scope, names);
    const { methodResponses = {}, ...rest } = method;
    const left = without(methodResponses, names.statusCode);
    const isLast = Object.keys(left).length === 0;
    resource.methods.set(method.httpMethod, isLast ? rest : { ...rest, methodResponses: left });
  },
});

const unknownName = "Invalid parameter name specified";
const unknownType = "Content-Type specified was not found";

const rules: readonly PatchRule<MethodResponseRecord>[] = [
  entries("responseParameters", flagValue, { remove: unknownName, replace: unknownName }),
  entries("responseModels", (value = "") => value, { remove: unknownType, replace: unknownType }),
];

function save(api: RestApi, resource: Resource, method: MethodRecord, response: MethodResponseRecord): void {
  checkModels(api, response.responseModels);
  checkResponseParameters(response.responseParameters);
  const methodResponses = { ...method.methodResponses, [response.statusCode]: response };
  resource.methods.set(method.httpMethod, { ...method, methodResponses });
}

function responseOf(scope: Scope, names: MethodNames & { readonly statusCode: string }) {
  const found = methodOf(scope, names);
  const response = found.method.methodResponses?.[names.statusCode];
  if (response === undefined) throw notFound("Invalid Response status code specified");
  return { ...found, response };
}
