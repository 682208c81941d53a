import type { WireResponse } from "../http/wire.ts";
import type { Call } from "./call.ts";
import { makeContext } from "./context.ts";
import type { Deadlines } from "./integration/deadlines.ts";
import { renderGatewayResponse, responseType } from "./response/gateway-response.ts";
import { GatewayResponse } from "./response/refusal.ts";
import type { Refusal } from "./response/refusal.ts";
import { integrate } from "./integration/integrate.ts";
import { integrationRequest } from "./integration/integration-request.ts";
import { integrationResponse } from "./integration/integration-response.ts";
import { demand } from "./method-request/method-request.ts";
import { methodResponse } from "./response/method-response.ts";
import { configurationError } from "./response/refusals.ts";
import { PHASE } from "./trail/phases.ts";
import { route } from "./route.ts";
import type { Routed } from "./route.ts";
import { logged } from "./execution-log.ts";
import { beginLog, endLog } from "./journal/begin-log.ts";
import { LiveLog } from "./journal/live-log.ts";
import { outwardHeaders } from "./response/outward-headers.ts";
import { timedOut } from "./response/refusals.ts";
import type { Throttle } from "./method-request/throttle.ts";

/** What stays from one request to the next. */
export interface Memory {
  readonly throttle: Throttle;
  readonly deadlines: Deadlines;
  /** Told of each request once it has an answer. */
  readonly finished: (call: Call, response: WireResponse) => void;
}

/** A request through all phases; `find` is the first of them. Never throws. */
export async function run(call: Call, memory: Memory, find: (call: Call) => Routed = route): Promise<WireResponse> {
  let routed: Routed | undefined;
  let response: WireResponse;
  try {
    routed = find(call);
    call.trail.routed = routed;
    call.trace?.passed(PHASE.route);
    beginLog(routed);
    const demanded = demand(routed, memory.throttle);
    const outbound = integrationRequest(demanded);
    call.trace?.passed(PHASE.template);
    const inbound = await integrate(outbound, memory.deadlines);
    call.trace?.passed(PHASE.integration);
    const answer = integrationResponse(inbound);
    call.trace?.passed(PHASE.responseTemplate);
    response = methodResponse(answer);
    call.trace?.passed(PHASE.answer);
    completed(call, response);
  } catch (error) {
    const { refusal } = error instanceof GatewayResponse ? error : configurationError(String(error));
    call.trail.refusal = refusal;
    noteFailure(call, refusal);
    response = renderGatewayResponse(refusal, call, () => makeContext(call, routed));
    refused(call, refusal, response);
  }
  call.log?.add(`Method completed with status: ${response.status}`, "frame");
  if (call.log instanceof LiveLog) endLog(call);
  memory.finished(call, response);
  return response;
}

/** The answer's ids are left out of logs: they stand elsewhere in them. */
function completed({ log }: Call, { body, headers }: WireResponse): void {
  if (log === undefined) return;
  log.add(`Method response body after transformations: ${body.toString()}`, "data");
  log.add(`Method response headers: ${logged(outwardHeaders(headers))}`, "data");
  log.add("Successfully completed execution");
}

/** A call of the integration that got no answer. */
function noteFailure({ trail, platform }: Call, { type, message }: Refusal): void {
  if (trail.sentAt === undefined || trail.integration !== undefined) return;
  const error = type === "INTEGRATION_TIMEOUT" ? timedOut : message;
  trail.integration = { latency: platform.clock.now() - trail.sentAt, error };
}

function refused({ log, api }: Call, refusal: Refusal, { status }: WireResponse): void {
  if (refusal.reason !== undefined) log?.add(failure(refusal, refusal.reason), "error");
  // TestInvokeMethod does not say it.
  if (log instanceof LiveLog)
    log.add(`Gateway response type: ${responseType(refusal, api)} with status code: ${status}`);
}

function failure({ type, status }: Refusal, reason: string): string {
  if (type === "BAD_REQUEST_BODY") return reason;
  if (type === "INTEGRATION_TIMEOUT") return timedOut;
  return status === 500 ? `Execution failed due to configuration error: ${reason}` : `Execution failed: ${reason}`;
}
