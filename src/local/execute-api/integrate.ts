import { callHttp } from "./http-call.ts";
import { logged } from "./execution-log.ts";
import type { Deadlines } from "./deadlines.ts";
import type { Outbound } from "./integration-request.ts";
import { answerMock } from "./mock.ts";
import { configurationError, integrationTimeout } from "./refusals.ts";
import { callService } from "./service-call.ts";

/** What the integration answered. */
export interface Inbound {
  readonly outbound: Outbound;
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Buffer;
}

/** What an integration of any type gives back. */
export type EndpointAnswer = Pick<Inbound, "status" | "headers" | "body">;

/** Sends the request to the integration and waits for its answer, as long as the integration's timeout allows. Throws
 * INTEGRATION_TIMEOUT, INTEGRATION_FAILURE or API_CONFIGURATION_ERROR. */
export async function integrate(outbound: Outbound, deadlines: Deadlines): Promise<Inbound> {
  const { call, method } = outbound.demanded;
  const { type, timeoutInMillis } = method.integration;
  if (type === "MOCK") return { outbound, ...answerMock(outbound) };
  const started = call.neighbours.clock.now();
  const answer = await deadlines.race(send(outbound), timeoutInMillis, integrationTimeout);
  const latency = call.neighbours.clock.now() - started;
  call.log?.add(`Received response. Status: ${answer.status}, Integration latency: ${latency} ms`);
  call.log?.add(`Endpoint response headers: ${logged(answer.headers)}`);
  call.log?.add(`Endpoint response body before transformations: ${answer.body.toString()}`);
  return { outbound, ...answer };
}

function send(outbound: Outbound): Promise<EndpointAnswer> {
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
