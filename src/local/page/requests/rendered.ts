import type { Call } from "../../execute-api/call.ts";
import { makeContext } from "../../execute-api/context.ts";
import type { EndpointAnswer } from "../../execute-api/integration/endpoint-answer.ts";
import { integrationRequest, requestScope } from "../../execute-api/integration/integration-request.ts";
import type { Outbound } from "../../execute-api/integration/integration-request.ts";
import { answerMock } from "../../execute-api/integration/mock.ts";
import { integrationCall } from "../../execute-api/integration/service-call.ts";
import { mediaType } from "../../execute-api/media-type.ts";
import type { Demanded } from "../../execute-api/method-request/method-request.ts";
import { methodResponse } from "../../execute-api/response/method-response.ts";
import { configurationError } from "../../execute-api/response/refusals.ts";
import { GatewayResponse } from "../../execute-api/response/refusal.ts";
import { demandedAgain, responseTo } from "../../execute-api/retrace.ts";
import { route } from "../../execute-api/route.ts";
import type { PhaseName } from "../../execute-api/trail/phases.ts";
import { byName } from "../../http/by-name.ts";
import type { Recorded } from "../../requests/recorded.ts";
import { refusedByGateway } from "../../requests/refused-by-gateway.ts";
import { byService } from "../../requests/refusing.ts";
import { withAdvice } from "../../requests/request-row.ts";
import { templateFault } from "../../template-fault.ts";
import type { RenderResult } from "../api/replay.ts";
import type { Refused } from "../api/request-row.ts";
import { contentView, headersByName } from "../body-view.ts";
import type { Desk } from "../desk.ts";
import { badRequest } from "../page-error.ts";
import { placesOf } from "./places.ts";
import { tried } from "./scratch.ts";
import { templateValues } from "./template-values.ts";

/** What the template would make of the request, and what would be stored and answered. Nothing is deployed, nothing stored. */
export async function rendered(desk: Desk, recorded: Recorded, template: string): Promise<RenderResult> {
  const message = templateFault(template);
  if (message !== undefined) return { values: [], records: [], fault: { message, ...placeIn(message) } };
  const demanded = letIn(recorded, template);
  const context = makeContext(demanded.call, demanded, demanded);
  const values = templateValues(template, requestScope(demanded, context));
  const refusing = (phase: PhaseName, error: unknown): Refused => {
    const { refusal } = error instanceof GatewayResponse ? error : configurationError(String(error));
    const refusing = refusedByGateway(demanded.call, refusal, phase, desk.options.probeType);
    return withAdvice(refusing, demanded.call, desk.options);
  };
  let outbound: Outbound;
  try {
    outbound = integrationRequest(demanded);
  } catch (error) {
    return { values, records: [], refused: refusing("template", error) };
  }
  const text = outbound.body.toString();
  const made = { rendered: { ...contentView(Buffer.from(text)), text }, values };
  try {
    const answer = await answered(desk, outbound);
    const records = answer === undefined || answer.status >= 400 ? [] : recordsOf(desk, outbound, answer);
    if (answer === undefined) return { ...made, records };
    const response = methodResponse(responseTo(outbound, answer));
    const refused = answer.status < 400 ? undefined : byService(demanded.call, answer, response.status);
    return {
      ...made,
      records,
      ...(refused !== undefined && { refused: withAdvice(refused, demanded.call, desk.options) }),
      answer: { status: response.status, headers: headersByName(response.headers), text: response.body.toString() },
    };
  } catch (error) {
    return { ...made, records: [], refused: refusing("integration", error) };
  }
}

/** The request as if all checks had let it in, with that template for its type. Throws PageError. */
function letIn({ call, request }: Recorded, template: string): Demanded {
  const { apiKey, signer } = call?.trail ?? {};
  const again: Call | undefined = call && { ...call, log: undefined, trace: undefined, trail: {} };
  if (again === undefined || call?.trail.routed === undefined)
    throw badRequest("The request has found no route: there is no integration whose template could be tried.");
  if (apiKey !== undefined) again.trail.apiKey = apiKey;
  if (signer !== undefined) again.trail.signer = signer;
  const routed = route(again);
  const requestTemplates = { [mediaType(request.headers["content-type"])]: template };
  const method = { ...routed.method, integration: { ...routed.method.integration, requestTemplates } };
  const demanded = demandedAgain({ ...routed, method });
  if (demanded === undefined) throw badRequest("The body cannot be unpacked.");
  again.trail.routed = demanded;
  return demanded;
}

async function answered({ account }: Desk, outbound: Outbound): Promise<EndpointAnswer | undefined> {
  const { call, method } = outbound.demanded;
  if (method.integration.type === "MOCK") return answerMock(outbound);
  if (method.integration.type !== "AWS") return undefined;
  const asked = integrationCall(outbound);
  const role = call.platform.assume(asked.roleArn);
  if (role === undefined)
    throw configurationError(`API Gateway does not have permission to assume the provided role ${asked.roleArn}`);
  const answer = await tried(account, asked, role);
  if (answer === undefined) return undefined;
  const headers = byName(Object.entries(answer.headers).flatMap(([name, value]) => [name, String(value)]));
  return { status: answer.status, headers, body: answer.body };
}

function recordsOf({ account }: Desk, outbound: Outbound, answer: EndpointAnswer): RenderResult["records"] {
  if (outbound.demanded.method.integration.type !== "AWS") return [];
  const { region, request } = integrationCall(outbound);
  const places = placesOf(account, region, request.body, answer.body);
  // No sequence number: nothing was stored.
  return places.map(({ partitionKey, hashKey, at, shardId, data }) => ({ partitionKey, hashKey, at, shardId, data }));
}

function placeIn(message: string): { readonly line?: number; readonly column?: number } {
  const [, line, column] = /line (\d+),? column (\d+)/.exec(message) ?? [];
  return line === undefined || column === undefined ? {} : { line: Number(line), column: Number(column) };
}
