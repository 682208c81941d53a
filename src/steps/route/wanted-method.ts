import type { RouteMethod, WantedMethod } from "../../mapping/route.ts";

/** A method that is yet to be put. */
export const unmadeMethod: RouteMethod = {
  operationName: "",
  authorization: "",
  apiKeyRequired: false,
  validatorId: "",
  models: {},
  responses: {},
};

/** What becomes of a method: what was asked, and the rest as it is. `ours`: whether it is to bear our mark. */
export function wantedMethod(asked: WantedMethod, seen: RouteMethod, ours = true): RouteMethod {
  const declared = Object.entries(asked.responses).map(([status, headers]) => {
    return [status, [...new Set([...(seen.responses[status] ?? []), ...headers])]];
  });
  return {
    operationName: ours ? asked.operationName : seen.operationName,
    authorization: asked.authorization,
    apiKeyRequired: asked.apiKeyRequired ?? seen.apiKeyRequired,
    validatorId: asked.validatorId ?? seen.validatorId,
    models: asked.models ?? seen.models,
    responses: { ...seen.responses, ...Object.fromEntries(declared) },
  };
}
