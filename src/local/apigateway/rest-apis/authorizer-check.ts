import type { AuthorizerRecord, RestApi } from "../definition.ts";
import { badRequest } from "../faults.ts";

const longestSeconds = 3600;

// AWS was recorded to take spaces before the version of the path.
const invocation = /^arn:[^:]+:apigateway:[^:]*:lambda:path\/.*functions\/.+\/invocations$/;

const header = /^method\.request\.header\.[a-zA-Z0-9._-]+$/;
const anySource = /^(?:method\.request\.(?:header|querystring)\.[^\s,]+|stageVariables\.\w+|context\.[\w.]+)$/;

/** Throws BadRequestException for an authorizer that CreateAuthorizer and UpdateAuthorizer refuse. Like AWS, does not look whether
 * the function, the role or the user pool exists. */
export function checkAuthorizer({ authorizers }: Pick<RestApi, "authorizers">, authorizer: AuthorizerRecord): void {
  const { id, name, type, authorizerResultTtlInSeconds: seconds = 0 } = authorizer;
  if (name === "") throw badRequest("Authorizer name must be non-empty");
  if ([...authorizers.values()].some((other) => other.name === name && other.id !== id)) {
    throw badRequest(`Authorizer name must be unique. Authorizer ${name} already exists in this RestApi.`);
  }
  if (type === "COGNITO_USER_POOLS") checkPools(authorizer);
  else checkFunction(authorizer);
  if (type === "REQUEST") checkSources(authorizer);
  else checkToken(authorizer);
  if (!(seconds >= 0 && seconds <= longestSeconds)) {
    throw badRequest(`Authorizer result TTL must be between 0 and ${longestSeconds} seconds`);
  }
}

function checkFunction({ authorizerUri, authorizerCredentials }: AuthorizerRecord): void {
  if (authorizerUri === undefined || !invocation.test(authorizerUri)) {
    throw badRequest(
      `Invalid Authorizer URI: ${authorizerUri ?? null}. Authorizer URI should be a valid API Gateway ARN that represents a Lambda function invocation.`,
    );
  }
  // In the words that AWS has for an integration's.
  if (authorizerCredentials && !/^arn:[^:]+:iam::\d{12}:role\/.+$/.test(authorizerCredentials))
    throw badRequest("Invalid ARN specified in the request");
}

/** AWS's own words are not known; those about an ARN are the ones for a VPC link's. */
function checkPools({ providerARNs = [] }: AuthorizerRecord): void {
  if (providerARNs.length === 0)
    throw badRequest("Provider ARNs must be specified for authorizers of type COGNITO_USER_POOLS");
  const wrong = providerARNs.find((arn) => !/^arn:[^:]+:cognito-idp:[^:]+:\d{12}:userpool\/.+$/.test(arn));
  if (wrong !== undefined) throw badRequest(`Invalid ARN. ARN is not well formed ${wrong}`);
}

function checkToken({ identitySource }: AuthorizerRecord): void {
  if (identitySource !== undefined && header.test(identitySource)) return;
  throw badRequest(
    `Invalid token source expression: ${identitySource ?? null}. ` +
      "The source must be a method request header, matching 'method.request.header.[a-zA-Z0-9._-]+'.",
  );
}

/** "Required when authorization caching is enabled", which it is for 300 seconds unless told. The words are those of HTTP APIs. */
function checkSources({ identitySource = "", authorizerResultTtlInSeconds: seconds }: AuthorizerRecord): void {
  if (identitySource === "" && seconds === 0) return;
  if (identitySource === "")
    throw badRequest("Identity source must be set if authorizer caching is enabled (TTL is greater than 0)");
  const wrong = identitySource.split(",").find((one) => !anySource.test(one.trim()));
  if (wrong !== undefined) throw badRequest(`Invalid identity source expression: ${wrong.trim()}`);
}
