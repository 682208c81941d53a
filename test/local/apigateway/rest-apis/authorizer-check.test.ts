import { expect, test } from "vitest";
import type { AuthorizerRecord, RestApi } from "../../../../src/local/apigateway/definition.ts";
import { checkAuthorizer } from "../../../../src/local/apigateway/rest-apis/authorizer-check.ts";

const api: Pick<RestApi, "authorizers"> = { authorizers: new Map() };
const authorizerUri = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/f/invocations";
const identitySource = "method.request.header.Auth";
const providerARNs = ["arn:aws:cognito-idp:us-east-1:000000000000:userpool/p"];
const token = { type: "TOKEN", authorizerUri, identitySource } as const;
const request = { type: "REQUEST", authorizerUri } as const;
const pool = { type: "COGNITO_USER_POOLS", providerARNs, identitySource } as const;

type Given = Omit<AuthorizerRecord, "id" | "name" | "authType">;
const checked = (given: Given) => () => {
  checkAuthorizer(api, { id: "a", name: "a", authType: "custom", ...given });
};

test.each<[string, Given]>([
  ["a token", token],
  ["a token with a role", { ...token, authorizerCredentials: "arn:aws:iam::000000000000:role/r" }],
  ["a request without a cache", { ...request, authorizerResultTtlInSeconds: 0 }],
  [
    "a request of several sources",
    { ...request, identitySource: "method.request.querystring.q, stageVariables.v,context.identity.sourceIp" },
  ],
  ["a user pool", pool],
])("takes %s", (_, given) => expect(checked(given)).not.toThrow());

const header = "The source must be a method request header, matching 'method.request.header.[a-zA-Z0-9._-]+'.";

test.each<[string, Given, string]>([
  ["a token without a function", { type: "TOKEN", identitySource }, "Invalid Authorizer URI: null. "],
  ["a request without a function", { type: "REQUEST", identitySource }, "Invalid Authorizer URI: null. "],
  ["a token without a source", { type: "TOKEN", authorizerUri }, `Invalid token source expression: null. ${header}`],
  [
    "a token of the query string",
    { ...token, identitySource: "method.request.querystring.q" },
    `Invalid token source expression: method.request.querystring.q. ${header}`,
  ],
  ["a pool's token of no header", { ...pool, identitySource: "zz" }, `Invalid token source expression: zz. ${header}`],
  ["a role that is none", { ...token, authorizerCredentials: "zz" }, "Invalid ARN specified in the request"],
  ["no user pool", { type: "COGNITO_USER_POOLS", identitySource }, "Provider ARNs must be specified"],
  ["a user pool that is none", { ...pool, providerARNs: ["zz"] }, "Invalid ARN. ARN is not well formed zz"],
  ["a cached request without a source", request, "Identity source must be set if authorizer caching is enabled"],
  [
    "a request's source that is none",
    { ...request, identitySource: `${identitySource},zz` },
    "Invalid identity source expression: zz",
  ],
])("refuses %s", (_, given, message) => expect(checked(given)).toThrow(message));
