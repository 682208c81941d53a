import type { AuthorizerRecord, MethodRecord, RestApi } from "../definition.ts";
import { badRequest, conflict } from "../faults.ts";
import { methodOf, resourceOf } from "../gateway.ts";
import { checkHttpMethod } from "./http-method.ts";
import { checkMethodParameters } from "./mapping-expression.ts";
import { operation } from "../operation/operation.ts";
import { applyPatch, patchBody } from "../operation/patch.ts";
import type { PatchRule } from "../operation/patch.ts";
import { entries, flagValue, items, member, textValue } from "../operation/patch-rules.ts";
import { list, map } from "../../shape/collection.ts";
import { flag } from "../../shape/scalar.ts";
import { text } from "../../shape/text.ts";
import { required } from "../../shape/structure.ts";
import { defined, without } from "../without.ts";

export const putMethod = operation({
  name: "PutMethod",
  route: "PUT /restapis/{restApiId}/resources/{resourceId}/methods/{method}",
  ok: 201,
  body: {
    authorizationType: required(text()),
    authorizerId: text(),
    apiKeyRequired: flag,
    operationName: text(),
    requestParameters: map(flag),
    requestModels: map(text()),
    requestValidatorId: text(),
    authorizationScopes: list(text()),
  },
  run(scope, input) {
    const { api, resource } = resourceOf(scope, input);
    checkHttpMethod(input.method);
    if (resource.methods.has(input.method)) throw conflict("Method already exists for this resource");
    const { authorizationType, authorizerId, operationName, requestParameters, requestModels } = input;
    const { requestValidatorId, authorizationScopes } = input;
    const method: MethodRecord = {
      ...defined({
        authorizerId,
        requestValidatorId,
        operationName,
        requestParameters,
        requestModels,
        authorizationScopes,
      }),
      httpMethod: input.method,
      authorizationType,
      apiKeyRequired: input.apiKeyRequired ?? false,
    };
    const checked = check(api, method);
    resource.methods.set(input.method, checked);
    return checked;
  },
});

export const getMethod = operation({
  name: "GetMethod",
  route: "GET /restapis/{restApiId}/resources/{resourceId}/methods/{method}",
  ok: 200,
  run: (scope, names) => methodOf(scope, names).method,
});

export const updateMethod = operation({
  name: "UpdateMethod",
  route: "PATCH /restapis/{restApiId}/resources/{resourceId}/methods/{method}",
  ok: 200,
  body: patchBody,
  run(scope, input) {
    const { api, resource, method } = methodOf(scope, input);
    const checked = check(api, applyPatch(method, input.patchOperations, rules));
    resource.methods.set(method.httpMethod, checked);
    return checked;
  },
});

export const deleteMethod = operation({
  name: "DeleteMethod",
  route: "DELETE /restapis/{restApiId}/resources/{resourceId}/methods/{method}",
  ok: 204,
  run(scope, names) {
    const { resource, method } = methodOf(scope, names);
    resource.methods.delete(method.httpMethod);
  },
});

const scopeList = items<MethodRecord>("authorizationScopes", false).changes;

const rules: readonly PatchRule<MethodRecord>[] = [
  member("operationName", textValue),
  member("apiKeyRequired", flagValue),
  member("authorizationType", (value = "") => value),
  member("authorizerId", textValue),
  member("requestValidatorId", textValue),
  entries("requestParameters", flagValue, { remove: "Invalid parameter name specified" }),
  entries("requestModels", (value = "") => value, { remove: "Content-Type specified was not found" }),
  {
    path: "/authorizationScopes",
    changes: {
      add: (method, value = "") => scopeList.add?.(method, undefined, value) ?? method,
      remove: (method, value = "") => scopeList.remove?.(method, undefined, value) ?? method,
    },
  },
];

/** The method as AWS keeps it. Throws BadRequestException when it refers to something that does not exist. */
function check(api: RestApi, given: MethodRecord): MethodRecord {
  // It is taken in any case and kept in upper case.
  const method = { ...given, authorizationType: given.authorizationType.toUpperCase() };
  const { authorizationType: type, requestValidatorId: validator } = method;
  const needsAuthorizer = type === "CUSTOM" || type === "COGNITO_USER_POOLS";
  if (needsAuthorizer && !isCheckedBy(type, api.authorizers.get(method.authorizerId ?? ""))) {
    throw badRequest(
      "Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.",
    );
  }
  if (!needsAuthorizer && type !== "NONE" && type !== "AWS_IAM") {
    throw badRequest(
      "Invalid authorization type specified. Valid options are NONE, AWS_IAM, CUSTOM, COGNITO_USER_POOLS",
    );
  }
  if (validator !== undefined && !api.validators.has(validator)) {
    throw badRequest("Invalid Request Validator identifier specified");
  }
  checkModels(api, method.requestModels);
  checkMethodParameters(method.requestParameters);
  return needsAuthorizer ? method : without(method, "authorizerId");
}

/** Is that an authorizer for methods of the authorization type? */
function isCheckedBy(type: string, authorizer: AuthorizerRecord | undefined): boolean {
  return authorizer !== undefined && (type === "CUSTOM") === (authorizer.type !== "COGNITO_USER_POOLS");
}

/** Throws BadRequestException when the API has no such model. */
export function checkModels(api: RestApi, models: Readonly<Record<string, string>> = {}): void {
  for (const model of Object.values(models)) {
    if (!api.models.has(model)) throw badRequest(`Invalid model identifier specified: ${model}`);
  }
}
