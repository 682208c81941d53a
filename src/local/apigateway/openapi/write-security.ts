import type { DeployedApi, DeployedAuthorizer, DeployedMethod } from "../../account/deployed.ts";
import { some } from "./json.ts";
import type { Json } from "./json.ts";
import type { Manner } from "./manner.ts";

/** The schemes that the methods of an API use, and all authorizers where they are asked for. */
export function writeSchemes(api: DeployedApi, { authorizers, integrations, settings }: Manner): Json | undefined {
  const methods = api.resources.flatMap((resource) => Object.values(resource.methods));
  const extended = authorizers || integrations || settings;
  const known = Object.entries(api.authorizers ?? {}).filter(
    ([id]) => authorizers || methods.some(({ authorizerId }) => authorizerId === id),
  );
  const type = "apiKey";
  return some({
    ...(methods.some(({ apiKeyRequired }) => apiKeyRequired)
      ? { api_key: { type, name: "x-api-key", in: "header" } }
      : {}),
    ...(methods.some(isSigned)
      ? { sigv4: { type, name: "Authorization", in: "header", ...(extended ? authType("awsSigv4") : {}) } }
      : {}),
    ...Object.fromEntries(
      known.map(([, one]) => [
        one.name,
        {
          type,
          ...placeOf(one),
          ...(extended ? authType(one.authType) : {}),
          ...(authorizers ? { "x-amazon-apigateway-authorizer": writeAuthorizer(one) } : {}),
        },
      ]),
    ),
  });
}

/** What a method asks of its callers. */
export function writeSecurity(api: DeployedApi, method: DeployedMethod): readonly Json[] | undefined {
  const authorizer = api.authorizers?.[method.authorizerId ?? ""];
  const asked = [
    ...(authorizer === undefined ? [] : [{ [authorizer.name]: method.authorizationScopes ?? [] }]),
    ...(isSigned(method) ? [{ sigv4: [] }] : []),
    ...(method.apiKeyRequired ? [{ api_key: [] }] : []),
  ];
  return asked.length === 0 ? undefined : asked;
}

function isSigned({ authorizationType }: DeployedMethod): boolean {
  return authorizationType === "AWS_IAM";
}

function authType(type: string): Json {
  return { "x-amazon-apigateway-authtype": type };
}

/** Where the credentials of the scheme are: the first source of the authorizer. */
function placeOf({ identitySource = "" }: DeployedAuthorizer): Json {
  const [, place, name] = /^method\.request\.(header|querystring)\.([^,\s]+)/.exec(identitySource) ?? [];
  return place === undefined
    ? { name: "Unused", in: "header" }
    : { name, in: place === "querystring" ? "query" : place };
}

/** The name is the scheme's, and only REQUEST names its sources. */
function writeAuthorizer(authorizer: DeployedAuthorizer): Json {
  const { type } = authorizer;
  const hidden = type === "REQUEST" ? {} : { identitySource: undefined };
  return { ...authorizer, ...hidden, name: undefined, authType: undefined, type: type.toLowerCase() };
}
