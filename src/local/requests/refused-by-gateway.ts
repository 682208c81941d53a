import { exactRefusal } from "../../mapping/response/gateway-refusals.ts";
import type { StageKey } from "../account/deployed.ts";
import type { Call } from "../execute-api/call.ts";
import { settingsOf } from "../execute-api/journal/settings-of.ts";
import { mediaType } from "../execute-api/media-type.ts";
import type { PhaseName } from "../execute-api/trail/phases.ts";
import type { Refusal } from "../execute-api/response/refusal.ts";
import type { Refusing } from "../page/api/request-row.ts";

/** What API Gateway refused by itself, and why. `probeType` is no type for senders. */
export function refusedByGateway(call: Call, refusal: Refusal, phase: PhaseName, probeType?: string): Refusing {
  const { request, trail, api, path } = call;
  const { type, message, reason, places = [] } = refusal;
  const contentType = request.headers["content-type"];
  const types = (): readonly string[] => typesOf(call).filter((one) => one !== probeType);
  const why = exactRefusal(type, {
    atRoute: phase === "route",
    atTemplate: phase === "template",
    route: routeOf(call),
    asked: `${request.method} ${path}`,
    routes: () => api.resources.flatMap((one) => Object.keys(one.methods).map((method) => `${method} ${one.path}`)),
    types,
    contentType: contentType && mediaType(contentType),
    contentEncoding: request.headers["content-encoding"],
    hasKey: request.headers["x-api-key"] !== undefined,
    signer: trail.signer?.arn,
    address: request.sourceIp,
    apiName: api.name,
    limits: () => limitsOf(call),
    quota: quotaOf(trail.apiKey),
    timeout: trail.routed?.method.integration.timeoutInMillis ?? 29_000,
    message,
    reason,
    places,
  });
  const refusing = { phase, type, why };
  if (type === "ACCESS_DENIED") return { ...refusing, about: trail.signer?.arn ?? request.sourceIp };
  if (type !== "UNSUPPORTED_MEDIA_TYPE") return refusing;
  return { ...refusing, about: mediaType(contentType), ...(phase === "template" && { taken: types() }) };
}

/** Such as `POST /events`; "the endpoint" where the request found no route. */
export function routeOf({ trail: { routed } }: Call): string {
  return routed === undefined ? "the endpoint" : `${routed.method.httpMethod} ${routed.resource.path}`;
}

function typesOf({ trail: { routed } }: Call): readonly string[] {
  return Object.keys(routed?.method.integration.requestTemplates ?? {});
}

function limitsOf({ stage, trail: { routed, apiKey } }: Call): readonly string[] {
  const own =
    stage === undefined || routed === undefined ? {} : settingsOf(stage, routed.resource.path, routed.httpMethod);
  const { throttle } = apiKey?.usagePlan ?? {};
  return [
    rate("the stage", own.throttlingRateLimit, own.throttlingBurstLimit),
    rate(`the usage plan ${apiKey?.usagePlan.name ?? ""}`, throttle?.rateLimit, throttle?.burstLimit),
  ].filter((one) => one !== undefined);
}

function rate(of: string, perSecond: number | undefined, burst: number | undefined): string | undefined {
  if (perSecond === undefined || perSecond < 0) return undefined;
  return `${of}: ${perSecond} a second${burst === undefined ? "" : `, ${burst} at once`}`;
}

function quotaOf(key: StageKey | undefined): string | undefined {
  const { quota } = key?.usagePlan ?? {};
  return quota && `${quota.limit} a ${quota.period.toLowerCase()}`;
}
