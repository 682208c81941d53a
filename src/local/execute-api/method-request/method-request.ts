import type { StageKey } from "../../account/deployed.ts";
import { authenticate } from "./authorization.ts";
import { forwardedHeaders } from "../integration/forwarded-headers.ts";
import { logKeyAccepted, logKeyCheck, logKeyRefused, logRequest } from "../journal/log-request.ts";
import type { Signer } from "../platform.ts";
import { unpack } from "./payload.ts";
import { readHeaders, readParameters } from "../parameters.ts";
import type { RequestParameters } from "../parameters.ts";
import { PHASE } from "../phases.ts";
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
  const { call, resource, method, httpMethod, pathParameters } = routed;
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
  // TestInvokeMethod passes on only what it was given.
  const headers = stage === undefined ? readHeaders(request.rawHeaders) : forwardedHeaders(request, call.traceId);
  const parameters = readParameters(request, headers, pathParameters);
  const body = unpack(request.body, request.headers["content-encoding"]);
  if (stage !== undefined && call.log !== undefined) {
    const { requestId, path } = call;
    const { querystring } = parameters;
    const text = body.toString("utf8");
    logRequest(call.log, { requestId, method: httpMethod, path, pathParameters, querystring, headers, body: text });
  }
  validate(api, method, parameters, request.headers["content-type"], body);
  call.trace?.passed(PHASE.validation);
  return { call, resource, method, httpMethod, pathParameters, parameters, body, apiKey, signer };
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
