import type { StageKey } from "../../account/deployed.ts";
import type { ExecutionLog } from "../execution-log.ts";
import { authenticate } from "./authorization.ts";
import { forwardedHeaders } from "../integration/forwarded-headers.ts";
import { logKeyAccepted, logKeyCheck, logKeyRefused, logRequest } from "../journal/log-request.ts";
import type { Signer } from "../platform.ts";
import { unpack } from "./payload.ts";
import { readHeaders, readParameters } from "../parameters.ts";
import type { RequestParameters } from "../parameters.ts";
import { PHASE } from "../trail/phases.ts";
import { invalidApiKey } from "../response/refusals.ts";
import { obeyPolicies } from "./resource-policy.ts";
import type { Routed } from "../route.ts";
import type { Throttle } from "./throttle.ts";
import { validate } from "./validation.ts";

/** A request that policy and method let in. */
export interface Demanded extends Routed {
  readonly parameters: RequestParameters;
  /** Without its content coding. */
  readonly body: Buffer;
  readonly apiKey: StageKey | undefined;
  /** The signer, where the method asks for a signature. */
  readonly signer: Signer | undefined;
}

/** Checks authorization, policies, API key, throttling and the request validator, in API Gateway's order. */
export function demand(routed: Routed, throttle: Throttle): Demanded {
  const { call, method } = routed;
  const { request, api, stage } = call;
  let apiKey: StageKey | undefined;
  let signer: Signer | undefined;
  if (stage !== undefined) {
    if (method.authorizationType === "AWS_IAM") call.trail.signer = signer = authenticate(routed);
    call.trace?.passed(PHASE.authorization);
    obeyPolicies(routed, signer);
    call.trace?.passed(PHASE.policy);
    logKeyCheck(call);
    if (method.apiKeyRequired) call.trail.apiKey = apiKey = keyOf(routed);
    call.trace?.passed(PHASE.key);
    throttle.admit(routed, apiKey);
    call.trace?.passed(PHASE.throttle);
    logKeyAccepted(routed);
  }
  const demanded = admitted(routed, apiKey, signer);
  const { parameters, body } = demanded;
  if (stage !== undefined && call.log !== undefined) logBody(call.log, demanded);
  validate(api, method, parameters, request.headers["content-type"], body);
  call.trace?.passed(PHASE.validation);
  return demanded;
}

/** What the method sees of a request that the checks let in. Throws UNSUPPORTED_MEDIA_TYPE or REQUEST_TOO_LARGE. */
export function admitted(
  { call, resource, method, httpMethod, pathParameters }: Routed,
  apiKey: StageKey | undefined,
  signer: Signer | undefined,
): Demanded {
  const { request, stage } = call;
  // TestInvokeMethod passes on only what it was given.
  const headers = () =>
    stage === undefined ? readHeaders(request.rawHeaders) : forwardedHeaders(request, call.traceId);
  const parameters = readParameters(request, headers, pathParameters);
  const body = unpack(request.body, request.headers["content-encoding"]);
  return { call, resource, method, httpMethod, pathParameters, parameters, body, apiKey, signer };
}

function logBody(log: ExecutionLog, { call, httpMethod, pathParameters, parameters, body }: Demanded): void {
  const { requestId, path } = call;
  const { querystring, header } = parameters;
  const request = { requestId, method: httpMethod, path, pathParameters, querystring, headers: header };
  logRequest(log, { ...request, body: body.toString("utf8") });
}

function keyOf(routed: Routed): StageKey {
  const { call } = routed;
  const value = call.request.headers["x-api-key"];
  const key = value === undefined ? undefined : call.platform.apiKey(call.api.apiId, call.stageName, value);
  if (key === undefined) {
    logKeyRefused(routed);
    throw invalidApiKey();
  }
  return key;
}
