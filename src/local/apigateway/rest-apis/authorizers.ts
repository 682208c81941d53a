import type { Scope } from "../../account/scope.ts";
import { news } from "../../account/news.ts";
import { list } from "../../shape/collection.ts";
import { integer } from "../../shape/scalar.ts";
import { required } from "../../shape/structure.ts";
import { oneOf, text } from "../../shape/text.ts";
import type { AuthorizerRecord, RestApi } from "../definition.ts";
import { badRequest, conflict, notFound } from "../faults.ts";
import { apiOf, gatewayOf } from "../gateway.ts";
import { operation } from "../operation/operation.ts";
import { page } from "../operation/page.ts";
import { applyPatch, patchBody } from "../operation/patch.ts";
import type { PatchRule } from "../operation/patch.ts";
import { member, textValue } from "../operation/patch-rules.ts";
import { checkAuthorizer } from "./authorizer-check.ts";
import { randomId } from "../random-id.ts";
import { resourcePath } from "../resources/resource-path.ts";
import { defined } from "../without.ts";

export const createAuthorizer = operation({
  name: "CreateAuthorizer",
  route: "POST /restapis/{restApiId}/authorizers",
  ok: 201,
  body: {
    name: required(text()),
    type: required(oneOf("TOKEN", "REQUEST", "COGNITO_USER_POOLS")),
    providerARNs: list(text()),
    authType: text(),
    authorizerUri: text(),
    authorizerCredentials: text(),
    identitySource: text(),
    identityValidationExpression: text(),
    authorizerResultTtlInSeconds: integer(),
  },
  run(scope, { restApiId, ...given }) {
    const api = gatewayOf(scope).apis.get(restApiId);
    // AWS says this of an API that does not exist.
    if (api === undefined) {
      throw conflict("Unable to complete operation due to concurrent modification. Please try again later.");
    }
    const { name, type, authType, ...rest } = given;
    const record: AuthorizerRecord = {
      ...defined(rest),
      id: randomId(6),
      name,
      type,
      authType: authType ?? (type === "COGNITO_USER_POOLS" ? "cognito_user_pools" : "custom"),
    };
    checkAuthorizer(api, record);
    api.authorizers.set(record.id, record);
    // It is the one thing that the local AWS keeps and does not do: whoever sets it up has to know.
    const words = `The authorizer ${name} is kept, but the local AWS does not run it: requests pass without its check.`;
    scope.account.corner(news, "").tell(words);
    return record;
  },
});

export const getAuthorizer = operation({
  name: "GetAuthorizer",
  route: "GET /restapis/{restApiId}/authorizers/{authorizerId}",
  ok: 200,
  run: (scope, names) => authorizerOf(scope, names).authorizer,
});

export const getAuthorizers = operation({
  name: "GetAuthorizers",
  route: "GET /restapis/{restApiId}/authorizers",
  ok: 200,
  query: ["position", "limit"],
  run: (scope, input) => page([...apiOf(scope, input.restApiId).authorizers.values()], input, ({ id }) => id),
});

export const updateAuthorizer = operation({
  name: "UpdateAuthorizer",
  route: "PATCH /restapis/{restApiId}/authorizers/{authorizerId}",
  ok: 200,
  body: patchBody,
  run(scope, input) {
    const { api, authorizer } = authorizerOf(scope, input);
    const patched = applyPatch(authorizer, input.patchOperations, rules);
    checkAuthorizer(api, patched);
    api.authorizers.set(patched.id, patched);
    return patched;
  },
});

export const deleteAuthorizer = operation({
  name: "DeleteAuthorizer",
  route: "DELETE /restapis/{restApiId}/authorizers/{authorizerId}",
  ok: 202,
  run(scope, names) {
    const { api, authorizer } = authorizerOf(scope, names);
    for (const resource of api.resources.values()) {
      for (const { httpMethod, authorizerId } of resource.methods.values()) {
        if (authorizerId !== authorizer.id) continue;
        const place = `${resourcePath(api, resource)}/${httpMethod}`;
        throw conflict(`Cannot delete authorizer '${authorizer.name}', is referenced in method: ${place}`);
      }
    }
    api.authorizers.delete(authorizer.id);
  },
});

const providers = (record: AuthorizerRecord): readonly string[] => record.providerARNs ?? [];

const rules: readonly PatchRule<AuthorizerRecord>[] = [
  member("name", (value = "") => value),
  member("type", (value) => typeOf(value)),
  member("authType", (value = "custom") => value),
  member("authorizerUri", textValue),
  member("authorizerCredentials", textValue),
  member("identitySource", textValue),
  member("identityValidationExpression", textValue),
  member("authorizerResultTtlInSeconds", (value) => (value ? Number(value) : undefined)),
  {
    path: "/providerARNs",
    changes: {
      add: (record, value = "") => ({ ...record, providerARNs: [...providers(record), value] }),
      remove: (record, value) => ({ ...record, providerARNs: providers(record).filter((arn) => arn !== value) }),
    },
  },
];

function typeOf(value: string | undefined): AuthorizerRecord["type"] {
  if (value === "TOKEN" || value === "REQUEST" || value === "COGNITO_USER_POOLS") return value;
  throw badRequest("Invalid authorizer type specified. Valid options are TOKEN,REQUEST,COGNITO_USER_POOLS");
}

function authorizerOf(
  scope: Scope,
  { restApiId, authorizerId }: { readonly restApiId: string; readonly authorizerId: string },
): { readonly api: RestApi; readonly authorizer: AuthorizerRecord } {
  const api = gatewayOf(scope).apis.get(restApiId);
  const authorizer = api?.authorizers.get(authorizerId);
  if (api === undefined || authorizer === undefined) throw notFound("Invalid Authorizer identifier specified");
  return { api, authorizer };
}
