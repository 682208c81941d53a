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
import { route } from "./route.ts";
import type { Routed } from "./route.ts";
import type { Throttle } from "./method-request/throttle.ts";

/** What stays from one request to the next. */
export interface Memory {
  readonly throttle: Throttle;
  readonly deadlines: Deadlines;
}

/** A request through all phases; `find` is the first of them. Never throws. */
export async function run(call: Call, memory: Memory, find: (call: Call) => Routed = route): Promise<WireResponse> {
  let routed: Routed | undefined;
  try {
    routed = find(call);
    const demanded = demand(routed, memory.throttle);
    const outbound = integrationRequest(demanded);
    const inbound = await integrate(outbound, memory.deadlines);
    const answer = integrationResponse(inbound);
    return methodResponse(answer);
  } catch (error) {
    const { refusal } = error instanceof GatewayResponse ? error : configurationError(String(error));
    const response = renderGatewayResponse(refusal, call, () => makeContext(call, routed));
    if (refusal.reason !== undefined) call.log?.add(failure(refusal, refusal.reason));
    call.log?.add(`Gateway response type: ${responseType(refusal, call.api)} with status code: ${response.status}`);
    return response;
  }
}

function failure({ type, status }: Refusal, reason: string): string {
  if (type === "BAD_REQUEST_BODY") return reason;
  return status === 500 ? `Execution failed due to configuration error: ${reason}` : `Execution failed: ${reason}`;
}
