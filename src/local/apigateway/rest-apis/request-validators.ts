import type { Scope } from "../../account/scope.ts";
import type { RestApi, ValidatorRecord } from "../definition.ts";
import { badRequest, notFound } from "../faults.ts";
import { apiOf, gatewayOf } from "../gateway.ts";
import { operation } from "../operation/operation.ts";
import { page } from "../operation/page.ts";
import { applyPatch, patchBody, refuseByPath } from "../operation/patch.ts";
import type { PatchRule } from "../operation/patch.ts";
import { flagValue } from "../operation/patch-rules.ts";
import { randomId } from "../random-id.ts";
import { flag } from "../../shape/scalar.ts";
import { text } from "../../shape/text.ts";
import { defined } from "../without.ts";

export const createRequestValidator = operation({
  name: "CreateRequestValidator",
  route: "POST /restapis/{restApiId}/requestvalidators",
  ok: 201,
  body: { name: text(), validateRequestBody: flag, validateRequestParameters: flag },
  run(scope, input) {
    // Only this operation answers 400.
    const api = gatewayOf(scope).apis.get(input.restApiId);
    if (api === undefined) throw badRequest("Invalid REST API identifier specified");
    const validator: ValidatorRecord = {
      ...defined({ name: input.name }),
      id: randomId(6),
      validateRequestBody: input.validateRequestBody ?? false,
      validateRequestParameters: input.validateRequestParameters ?? false,
    };
    api.validators.set(validator.id, validator);
    return validator;
  },
});

export const getRequestValidator = operation({
  name: "GetRequestValidator",
  route: "GET /restapis/{restApiId}/requestvalidators/{validatorId}",
  ok: 200,
  run: (scope, names) => validatorOf(scope, names).validator,
});

export const getRequestValidators = operation({
  name: "GetRequestValidators",
  route: "GET /restapis/{restApiId}/requestvalidators",
  ok: 200,
  query: ["position", "limit"],
  run: (scope, input) =>
    page([...apiOf(scope, input.restApiId).validators.values()], input, (validator) => validator.id),
});

export const updateRequestValidator = operation({
  name: "UpdateRequestValidator",
  route: "PATCH /restapis/{restApiId}/requestvalidators/{validatorId}",
  ok: 200,
  body: patchBody,
  run(scope, input) {
    const { api, validator } = validatorOf(scope, input);
    const patched = applyPatch(validator, input.patchOperations, rules, refuseByPath(rules));
    api.validators.set(patched.id, patched);
    return patched;
  },
});

export const deleteRequestValidator = operation({
  name: "DeleteRequestValidator",
  route: "DELETE /restapis/{restApiId}/requestvalidators/{validatorId}",
  ok: 202,
  run(scope, names) {
    const { api, validator } = validatorOf(scope, names);
    api.validators.delete(validator.id);
  },
});

const rules: readonly PatchRule<ValidatorRecord>[] = [
  {
    path: "/name",
    changes: {
      replace(validator, value) {
        if (!value) throw badRequest("Request Validator name cannot be blank");
        return { ...validator, name: value };
      },
    },
  },
  {
    path: "/validateRequestParameters",
    changes: { replace: (validator, value) => ({ ...validator, validateRequestParameters: flagValue(value) }) },
  },
  {
    path: "/validateRequestBody",
    changes: { replace: (validator, value) => ({ ...validator, validateRequestBody: flagValue(value) }) },
  },
];

function validatorOf(
  scope: Scope,
  { restApiId, validatorId }: { readonly restApiId: string; readonly validatorId: string },
): { readonly api: RestApi; readonly validator: ValidatorRecord } {
  const api = gatewayOf(scope).apis.get(restApiId);
  const validator = api?.validators.get(validatorId);
  if (api === undefined || validator === undefined) throw notFound("Invalid Request Validator identifier specified");
  return { api, validator };
}
