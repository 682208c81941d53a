import type { DeployedApi, StageKey } from "../account/deployed.ts";
import type { Call } from "../execute-api/call.ts";
import { settingsOf } from "../execute-api/journal/settings-of.ts";
import { mediaType } from "../execute-api/media-type.ts";
import type { PhaseName } from "../execute-api/trail/phases.ts";
import type { Refusal } from "../execute-api/response/refusal.ts";

/** Why API Gateway answered by itself, in plain words. */
export function gatewayWhy(call: Call, refusal: Refusal, phase: PhaseName, probeType?: string): string {
  const { request, trail } = call;
  switch (refusal.type) {
    case "MISSING_AUTHENTICATION_TOKEN":
    case "INVALID_SIGNATURE":
    case "EXPIRED_TOKEN":
      return phase === "route" ? noRoute(call) : unsigned(call, refusal);
    case "ACCESS_DENIED":
      return denied(call, refusal);
    case "INVALID_API_KEY":
      return request.headers["x-api-key"] === undefined
        ? `The request has no API key: ${routeOf(call)} asks for one in the header x-api-key.`
        : "The API key in the header x-api-key is not one that opens this stage: it is unknown, disabled, or of another usage plan.";
    case "THROTTLED":
      return `More requests came than are let through at a time${limits(call)}.`;
    case "QUOTA_EXCEEDED":
      return `The quota of the API key is used up${quota(trail.apiKey)}.`;
    case "UNSUPPORTED_MEDIA_TYPE":
      return phase === "template" ? noTemplate(call, probeType) : badCoding(call);
    case "BAD_REQUEST_BODY":
      return `The body does not fit the model (JSON Schema) of ${routeOf(call)}: ${(refusal.places ?? []).join(", ")}.`;
    case "BAD_REQUEST_PARAMETERS":
      return `${refusal.message}, which ${routeOf(call)} asks for.`;
    case "REQUEST_TOO_LARGE":
      return "The body has more than the 10 MB that API Gateway takes, once it is unpacked.";
    case "INTEGRATION_TIMEOUT":
      return `What the endpoint calls did not answer within ${trail.routed?.method.integration.timeoutInMillis ?? 29_000} ms.`;
    default:
      return `${refusal.reason ?? refusal.message}.`.replace(/\.\.$/, ".");
  }
}

/** What the refusal is about: the sender's address, or the content type. */
export function aboutOf({ request, trail }: Call, { type }: Refusal): string | undefined {
  if (type === "ACCESS_DENIED") return trail.signer?.arn ?? request.sourceIp;
  return type === "UNSUPPORTED_MEDIA_TYPE" ? mediaType(request.headers["content-type"]) : undefined;
}

/** Such as `POST /events`; "the endpoint" where the request found no route. */
export function routeOf({ trail: { routed } }: Call): string {
  return routed === undefined ? "the endpoint" : `${routed.method.httpMethod} ${routed.resource.path}`;
}

const shownRoutes = 6;

function noRoute({ request, path, api }: Call): string {
  const routes = routesOf(api);
  const some = routes.slice(0, shownRoutes).join(", ");
  const more = routes.length > shownRoutes ? ` and ${routes.length - shownRoutes} more` : "";
  return `What is deployed has no ${request.method} ${path}: it has ${some}${more}.`;
}

function routesOf({ resources }: DeployedApi): readonly string[] {
  return resources.flatMap(({ path, methods }) => Object.keys(methods).map((method) => `${method} ${path}`));
}

function unsigned(call: Call, { type, message }: Refusal): string {
  if (type === "MISSING_AUTHENTICATION_TOKEN")
    return `The request is not signed: ${routeOf(call)} asks for a signature of AWS (Signature Version 4).`;
  return `The signature was refused: ${message.trim().replace(/\.$/, "")}.`;
}

function denied({ request, trail, api }: Call, { message }: Refusal): string {
  const who = trail.signer === undefined ? `the address ${request.sourceIp}` : trail.signer.arn;
  if (message.includes("identity-based")) return `No policy of ${who} allows it to call this endpoint.`;
  const how = message.includes("explicit deny") ? "denies" : "does not let in";
  return `The resource policy of the API ${api.name} ${how} ${who}.`;
}

function limits({ stage, trail: { routed, apiKey } }: Call): string {
  const own =
    stage === undefined || routed === undefined ? {} : settingsOf(stage, routed.resource.path, routed.httpMethod);
  const { throttle } = apiKey?.usagePlan ?? {};
  const said = [
    rate("the stage", own.throttlingRateLimit, own.throttlingBurstLimit),
    rate(`the usage plan ${apiKey?.usagePlan.name ?? ""}`, throttle?.rateLimit, throttle?.burstLimit),
  ].filter((one) => one !== undefined);
  return said.length === 0 ? "" : ` (${said.join("; ")})`;
}

function rate(of: string, perSecond: number | undefined, burst: number | undefined): string | undefined {
  if (perSecond === undefined || perSecond < 0) return undefined;
  return `${of}: ${perSecond} a second${burst === undefined ? "" : `, ${burst} at once`}`;
}

function quota(key: StageKey | undefined): string {
  const { quota: allowed } = key?.usagePlan ?? {};
  return allowed === undefined ? "" : ` (${allowed.limit} a ${allowed.period.toLowerCase()})`;
}

function noTemplate(call: Call, probeType: string | undefined): string {
  const given = call.request.headers["content-type"];
  const all = Object.keys(call.trail.routed?.method.integration.requestTemplates ?? {});
  const types = all.filter((type) => type !== probeType);
  const sent =
    given === undefined
      ? "The request has no Content-Type, which counts as application/json"
      : `The Content-Type is ${mediaType(given)}`;
  return `${sent}: ${routeOf(call)} takes ${types.length === 0 ? "none" : types.join(", ")}.`;
}

function badCoding({ request }: Call): string {
  return `The body cannot be unpacked: its Content-Encoding is ${request.headers["content-encoding"] ?? "missing"}, and API Gateway knows gzip and deflate.`;
}
