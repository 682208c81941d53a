import type { AuthorizerRecord, RestApi } from "../definition.ts";
import { schemesOf } from "./authorizers.ts";
import type { Document } from "./document.ts";
import { listOf, objectOf, textOf } from "./json.ts";
import type { Json } from "./json.ts";
import type { Problems } from "./problems.ts";

/** Who may call a method, as the body of PutMethod has it: its authorization, its authorizer with the scopes, and whether it asks
 * for an API key. Authorizers are those that the API has. */
export function securityOf(document: Document, api: RestApi, operation: Json, problems: Problems): Json {
  const schemes = schemesOf(document);
  const asked = listOf(operation["security"] ?? document.root["security"]).flatMap((one) =>
    Object.entries(objectOf(one)),
  );
  const used = asked.flatMap(([name, scopes]) => {
    const scheme = schemes.get(name);
    // Without it the method may be open to everybody. The words are like AWS's for a model that is not there.
    if (scheme === undefined) problems.warn(`Reference to security scheme '${name}' not found. Ignoring.`);
    return scheme === undefined ? [] : [{ name, scheme, scopes: listOf(scopes) }];
  });
  const said = textOf(objectOf(operation["x-amazon-apigateway-auth"])["type"])?.toUpperCase();
  const apiKeyRequired = used.some(({ scheme }) => isApiKey(scheme));
  const checked = used.find(({ scheme }) => authTypeOf(scheme) !== undefined);
  if (said !== undefined || checked === undefined) return { authorizationType: said ?? "NONE", apiKeyRequired };
  if (authTypeOf(checked.scheme) === "awssigv4") return { authorizationType: "AWS_IAM", apiKeyRequired };
  const authorizer = [...api.authorizers.values()].find((one) => one.name === checked.name);
  return {
    authorizationType: authorizationType(authorizer, checked.scheme),
    apiKeyRequired,
    authorizerId: authorizer?.id,
    authorizationScopes: checked.scopes.length === 0 ? undefined : checked.scopes,
  };
}

function authorizationType(authorizer: AuthorizerRecord | undefined, scheme: Json): string {
  const isCognito =
    authorizer === undefined ? authTypeOf(scheme) === "cognito_user_pools" : authorizer.type === "COGNITO_USER_POOLS";
  return isCognito ? "COGNITO_USER_POOLS" : "CUSTOM";
}

function authTypeOf(scheme: Json): string | undefined {
  const type = textOf(scheme["x-amazon-apigateway-authtype"])?.toLowerCase();
  return type ?? (scheme["x-amazon-apigateway-authorizer"] === undefined ? undefined : "custom");
}

function isApiKey(scheme: Json): boolean {
  return (
    scheme["type"] === "apiKey" &&
    scheme["in"] === "header" &&
    textOf(scheme["name"])?.toLowerCase() === "x-api-key" &&
    authTypeOf(scheme) === undefined
  );
}
