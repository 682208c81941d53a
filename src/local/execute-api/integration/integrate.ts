import { callHttp } from "./http-call.ts";
import { logged } from "../execution-log.ts";
import type { Deadlines } from "./deadlines.ts";
import type { EndpointAnswer } from "./endpoint-answer.ts";
import type { Outbound } from "./integration-request.ts";
import { answerMock } from "./mock.ts";
import { configurationError, integrationTimeout } from "../response/refusals.ts";
import { callService } from "./service-call.ts";

/** What the integration answered, and to what. */
export interface Inbound extends EndpointAnswer {
  readonly outbound: Outbound;
}

/** Sends the request to the integration and waits for its answer, as long as the integration's timeout allows; a synchronous
 * answer stays synchronous. Throws INTEGRATION_TIMEOUT, INTEGRATION_FAILURE or API_CONFIGURATION_ERROR. */
export function integrate(outbound: Outbound, deadlines: Deadlines): Inbound | Promise<Inbound> {
  const { call, method } = outbound.demanded;
  const { type, timeoutInMillis } = method.integration;
  if (type === "MOCK") return inbound(outbound, (call.trail.answer = answerMock(outbound)));
  const started = call.platform.clock.now();
  call.trail.sentAt = started;
  const answer = send(outbound);
  if (!(answer instanceof Promise)) return received(outbound, answer, started);
  const inTime = deadlines.race(answer, timeoutInMillis, integrationTimeout);
  return inTime.then((later) => received(outbound, later, started));
}

function received(outbound: Outbound, answer: EndpointAnswer, started: number): Inbound {
  const { log, platform, trail } = outbound.demanded.call;
  const latency = platform.clock.now() - started;
  trail.answer = answer;
  const requestId = answer.headers["x-amzn-requestid"];
  trail.integration =
    typeof requestId === "string" ? { latency, status: answer.status, requestId } : { latency, status: answer.status };
  if (log !== undefined) {
    log.add(`Received response. Status: ${answer.status}, Integration latency: ${latency} ms`);
    log.add(`Endpoint response headers: ${logged(answer.headers)}`, "data");
    log.add(`Endpoint response body before transformations: ${answer.body.toString()}`, "data");
  }
  return inbound(outbound, answer);
}

function inbound(outbound: Outbound, { status, headers, spelled, body }: EndpointAnswer): Inbound {
  return spelled === undefined ? { outbound, status, headers, body } : { outbound, status, headers, spelled, body };
}

function send(outbound: Outbound): EndpointAnswer | Promise<EndpointAnswer> {
  const { type } = outbound.demanded.method.integration;
  switch (type) {
    case "AWS":
      return callService(outbound);
    case "HTTP":
    case "HTTP_PROXY":
      return callHttp(outbound);
    default:
      throw configurationError(`Integrations of type ${type} are not part of this local AWS`);
  }
}
