import type { DeployedApi } from "../../account/deployed.ts";
import type { WireRequest, WireResponse } from "../../http/wire.ts";
import type { Call } from "../call.ts";
import { printMember } from "../context.ts";
import type { Context } from "../context.ts";
import type { Refusal, ResponseType } from "./refusal.ts";
import { isWritable } from "./is-writable.ts";
import { accepted } from "../media-type.ts";

/** The answer to a refused request, with the API's own status, headers and body where it customised them. */
export function renderGatewayResponse(refusal: Refusal, call: Call, context: () => Context): WireResponse {
  const custom = refusal.type === "REQUEST_TOO_LARGE" ? undefined : customised(refusal, call.api);
  const headers: Record<string, string> = {
    "x-amzn-RequestId": call.requestId,
    "x-amzn-ErrorType": refusal.errorType,
    "Content-Type": "application/json",
    "x-amz-apigw-id": call.extendedRequestId,
  };
  const reason = why(refusal);
  if (custom === undefined) return { status: refusal.status, headers, body: refusal.body, reason };
  const scope: Scope = { refusal, call, context };
  for (const [target, source] of Object.entries(custom.responseParameters)) {
    const name = /^gatewayresponse\.header\.(.+)$/.exec(target)?.[1];
    const value = name === undefined ? undefined : parameter(source, scope);
    // A value may be what the caller sent, and such as a line break would leave the caller without this answer.
    if (name !== undefined && value !== undefined && isWritable(name, value)) headers[name] = value;
  }
  const contentType = accepted(Object.keys(custom.responseTemplates), call.request.headers["accept"]);
  const template = contentType === undefined ? undefined : custom.responseTemplates[contentType];
  if (contentType !== undefined && template !== undefined) headers["Content-Type"] = contentType;
  return {
    status: lastStatus(custom.statusCode) ?? refusal.status,
    headers,
    body: template === undefined ? refusal.body : substitute(template, scope),
    reason,
  };
}

/** The status that the API gave, but one of 1xx: with it, callers would go on waiting for an answer. */
function lastStatus(statusCode: string | undefined): number | undefined {
  const status = Number(statusCode ?? 0);
  return status < 200 ? undefined : status;
}

/** API Gateway does not tell the caller, but the API's owner has to know. */
function why({ type, message, reason = message, places = [] }: Refusal): string {
  switch (type) {
    case "INVALID_API_KEY":
      return `${reason}: the API key (x-api-key) is missing, unknown, or not for this stage`;
    case "MISSING_AUTHENTICATION_TOKEN":
      return `${reason}: there is no such path or method, or it asks for a signature`;
    case "BAD_REQUEST_BODY":
      return `${message}: ${places.join(", ")}`;
    default:
      return reason;
  }
}

interface Scope {
  readonly refusal: Refusal;
  readonly call: Call;
  readonly context: () => Context;
}

function customised(refusal: Refusal, api: DeployedApi): DeployedApi["gatewayResponses"][string] | undefined {
  return api.gatewayResponses[responseType(refusal, api)];
}

/** The response for the refusal's type if the API has one, else that for all client or server errors. */
export function responseType({ type, status }: Refusal, api: DeployedApi): ResponseType {
  if (Object.hasOwn(api.gatewayResponses, type)) return type;
  return status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX";
}

/** Gateway responses are not Velocity: only `$context…` and `$stageVariables…` are replaced. */
function substitute(template: string, scope: Scope): string {
  const variable = /\$(context|stageVariables|method\.request\.(?:header|querystring|path))\.([\w.-]*\w)/g;
  return template.replace(variable, (_, kind: string, name: string) => {
    if (kind === "context") return contextMember(name, scope);
    if (kind === "stageVariables") return scope.call.stageVariables[name] ?? "";
    return requestMember(`${kind}.${name}`, scope.call.request) ?? "";
  });
}

function parameter(source: string, scope: Scope): string | undefined {
  const constant = /^'(.*)'$/s.exec(source)?.[1];
  if (constant !== undefined) return constant;
  if (source.startsWith("context.")) return contextMember(source.slice("context.".length), scope);
  if (source.startsWith("stageVariables.")) return scope.call.stageVariables[source.slice("stageVariables.".length)];
  return requestMember(source, scope.call.request);
}

function contextMember(name: string, { refusal, context }: Scope): string {
  switch (name) {
    case "error.message":
      return refusal.message;
    case "error.messageString":
      return JSON.stringify(refusal.message);
    case "error.responseType":
      return refusal.type;
    case "error.validationErrorString":
      // Templates have it between quotes, and what API Gateway answers then is JSON.
      return JSON.stringify(refusal.validationError ?? "").slice(1, -1);
    default:
      return printMember(context(), name);
  }
}

function requestMember(source: string, { headers, query }: WireRequest): string | undefined {
  const [, group, name = ""] = /^method\.request\.(header|querystring)\.(.+)$/.exec(source) ?? [];
  if (group === "header") return headers[name.toLowerCase()];
  return group === "querystring" ? (new URLSearchParams(query).get(name) ?? undefined) : undefined;
}
