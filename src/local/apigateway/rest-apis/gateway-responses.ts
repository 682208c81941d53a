import type { Scope } from "../../account/scope.ts";
import type { GatewayResponseRecord } from "../definition.ts";
import { badRequest, notFound } from "../faults.ts";
import { apiOf } from "../gateway.ts";
import { checkAnswerMapping, checkTemplates } from "../methods/mapping-expression.ts";
import { operation } from "../operation/operation.ts";
import { page } from "../operation/page.ts";
import { applyPatch, patchBody } from "../operation/patch.ts";
import type { PatchRule } from "../operation/patch.ts";
import { entries } from "../operation/patch-rules.ts";
import { map } from "../../shape/collection.ts";
import { oneOf, text } from "../../shape/text.ts";
import { defined } from "../without.ts";

/** Each type's status; the two general ones have none of their own. In the order in which AWS lists the types when it refuses one. */
const statuses: Readonly<Record<string, string | undefined>> = {
  REQUEST_TOO_LARGE: "413",
  RESOURCE_NOT_FOUND: "404",
  AUTHORIZER_CONFIGURATION_ERROR: "500",
  MISSING_AUTHENTICATION_TOKEN: "403",
  BAD_REQUEST_BODY: "400",
  INVALID_SIGNATURE: "403",
  INVALID_API_KEY: "403",
  BAD_REQUEST_PARAMETERS: "400",
  AUTHORIZER_FAILURE: "500",
  UNAUTHORIZED: "401",
  INTEGRATION_TIMEOUT: "504",
  ACCESS_DENIED: "403",
  DEFAULT_4XX: undefined,
  DEFAULT_5XX: undefined,
  WAF_FILTERED: "403",
  QUOTA_EXCEEDED: "429",
  THROTTLED: "429",
  API_CONFIGURATION_ERROR: "500",
  UNSUPPORTED_MEDIA_TYPE: "415",
  INTEGRATION_FAILURE: "504",
  EXPIRED_TOKEN: "403",
};

const path = { responseType: oneOf(...Object.keys(statuses)) };

export const putGatewayResponse = operation({
  name: "PutGatewayResponse",
  route: "PUT /restapis/{restApiId}/gatewayresponses/{responseType}",
  ok: 201,
  path,
  body: {
    statusCode: text({ pattern: "[1-5]\\d\\d" }),
    responseParameters: map(text()),
    responseTemplates: map(text()),
  },
  run(scope, input) {
    const { gatewayResponses } = apiOf(scope, input.restApiId);
    const { responseType, statusCode, responseParameters, responseTemplates } = input;
    const standard = defaultResponse(responseType);
    const response: GatewayResponseRecord = {
      ...standard,
      ...defined({ statusCode, responseParameters, responseTemplates }),
      defaultResponse: false,
    };
    check(response);
    gatewayResponses.set(responseType, response);
    return response;
  },
});

export const getGatewayResponse = operation({
  name: "GetGatewayResponse",
  route: "GET /restapis/{restApiId}/gatewayresponses/{responseType}",
  ok: 200,
  path,
  run: (scope, names) => responseOf(scope, names),
});

export const getGatewayResponses = operation({
  name: "GetGatewayResponses",
  route: "GET /restapis/{restApiId}/gatewayresponses",
  ok: 200,
  query: ["position", "limit"],
  run(scope, input) {
    const types = Object.keys(statuses).toSorted();
    const all = types.map((responseType) => responseOf(scope, { restApiId: input.restApiId, responseType }));
    return page(all, input, (response) => response.responseType);
  },
});

export const updateGatewayResponse = operation({
  name: "UpdateGatewayResponse",
  route: "PATCH /restapis/{restApiId}/gatewayresponses/{responseType}",
  ok: 200,
  path,
  body: patchBody,
  run(scope, input) {
    const response = responseOf(scope, input);
    const patched = applyPatch(response, input.patchOperations, rules, ({ path: asked }) =>
      badRequest(`Invalid patch path ${asked ?? "null"}`),
    );
    const kept = { ...patched, responseParameters: patched.responseParameters ?? {}, defaultResponse: false };
    const saved = { ...kept, responseTemplates: patched.responseTemplates ?? {} };
    check(saved);
    apiOf(scope, input.restApiId).gatewayResponses.set(input.responseType, saved);
    return saved;
  },
});

export const deleteGatewayResponse = operation({
  name: "DeleteGatewayResponse",
  route: "DELETE /restapis/{restApiId}/gatewayresponses/{responseType}",
  ok: 202,
  path,
  run(scope, { restApiId, responseType }) {
    const there = apiOf(scope, restApiId).gatewayResponses.delete(responseType);
    if (!there) throw notFound("Gateway response type not defined on api");
  },
});

function check({ responseParameters, responseTemplates }: GatewayResponseRecord): void {
  checkAnswerMapping(responseParameters);
  checkTemplates(responseTemplates);
}

const unknownName = "Invalid parameter name specified";
const unknownType = "Content-Type specified was not found";

const rules: readonly PatchRule<GatewayResponseRecord>[] = [
  {
    path: "/statusCode",
    changes: {
      replace(response, value) {
        if (value !== undefined && !/^[1-5]\d\d$/.test(value))
          throw badRequest("Invalid Response status code specified");
        return { ...response, ...defined({ statusCode: value }) };
      },
    },
  },
  entries("responseParameters", filled("responseParameters"), { remove: unknownName, replace: unknownName }),
  entries("responseTemplates", filled("responseTemplates"), { remove: unknownType, replace: unknownType }),
];

function filled(name: string): (value: string | undefined) => string {
  return (value) => {
    if (!value) throw badRequest(`Invalid null or empty value in ${name}`);
    return value;
  };
}

function responseOf(
  scope: Scope,
  { restApiId, responseType }: { readonly restApiId: string; readonly responseType: string },
): GatewayResponseRecord {
  const { gatewayResponses } = apiOf(scope, restApiId);
  return gatewayResponses.get(responseType) ?? inherited(responseType, gatewayResponses);
}

/** A type that has no response of its own has that of its general type; the status, too, where that one has it. */
function inherited(responseType: string, there: ReadonlyMap<string, GatewayResponseRecord>): GatewayResponseRecord {
  const own = defaultResponse(responseType);
  const general = own.statusCode && there.get(own.statusCode.startsWith("4") ? "DEFAULT_4XX" : "DEFAULT_5XX");
  return general ? { ...own, ...general, responseType, defaultResponse: true } : own;
}

function defaultResponse(responseType: string): GatewayResponseRecord {
  return {
    ...defined({ statusCode: statuses[responseType] }),
    responseType,
    responseParameters: {},
    responseTemplates: { "application/json": '{"message":$context.error.messageString}' },
    defaultResponse: true,
  };
}
