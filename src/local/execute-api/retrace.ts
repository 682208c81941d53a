import type { Call } from "./call.ts";
import { makeContext } from "./context.ts";
import type { EndpointAnswer } from "./integration/endpoint-answer.ts";
import { integrationRequest } from "./integration/integration-request.ts";
import type { Outbound } from "./integration/integration-request.ts";
import { integrationResponse } from "./integration/integration-response.ts";
import type { IntegrationAnswer } from "./integration/integration-response.ts";
import { admitted } from "./method-request/method-request.ts";
import type { Demanded } from "./method-request/method-request.ts";
import { renderGatewayResponse } from "./response/gateway-response.ts";
import { methodResponse } from "./response/method-response.ts";
import type { WireResponse } from "../http/wire.ts";
import { route } from "./route.ts";
import type { Routed } from "./route.ts";

/** What each phase made of a request; absent where it ended before, or failed. */
export interface Retraced {
  readonly routed?: Routed | undefined;
  readonly demanded?: Demanded | undefined;
  readonly outbound?: Outbound | undefined;
  readonly mapped?: IntegrationAnswer | undefined;
  readonly response?: WireResponse | undefined;
}

/** A request that was answered through the phases again, without checks and calls: what they see was frozen, so that they make
 * the same of it. */
export function retrace(call: Call): Retraced {
  const again = { ...call, log: undefined, trace: undefined, trail: { ...call.trail } };
  const { refusal, answer } = again.trail;
  const routed = attempt(() => route(again));
  const demanded = routed && demandedAgain(routed);
  const outbound = demanded && attempt(() => integrationRequest(demanded));
  const mapped = outbound && answer && attempt(() => responseTo(outbound, answer));
  const response =
    refusal === undefined
      ? mapped && attempt(() => methodResponse(mapped))
      : renderGatewayResponse(refusal, again, () => makeContext(again, routed));
  return { routed, demanded, outbound, mapped, response };
}

/** The request as the checks let it in; undefined where its body cannot be unpacked. */
export function demandedAgain(routed: Routed): Demanded | undefined {
  const { apiKey, signer } = routed.call.trail;
  return attempt(() => admitted(routed, apiKey, signer));
}

/** What the integration's answer becomes. */
export function responseTo(outbound: Outbound, { status, headers, body }: EndpointAnswer): IntegrationAnswer {
  return integrationResponse({ outbound, status, headers, body });
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
