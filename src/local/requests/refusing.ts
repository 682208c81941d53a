import { isShut } from "../execute-api/call.ts";
import type { Call } from "../execute-api/call.ts";
import type { EndpointAnswer } from "../execute-api/integration/endpoint-answer.ts";
import { endpointOf } from "../execute-api/integration/service-call.ts";
import { largestPayload } from "../execute-api/method-request/payload.ts";
import { retrace } from "../execute-api/retrace.ts";
import type { WireResponse } from "../http/wire.ts";
import { reasonOf } from "../http/reason.ts";
import type { Refusing } from "../page/api/request-row.ts";
import type { Recorded } from "./recorded.ts";
import { refusedByGateway, routeOf } from "./refused-by-gateway.ts";
import { membersOf } from "./stored.ts";

/** What refused the request and why, in plain words; undefined when it was served. `probeType` is no type for senders. */
export function refusingOf(recorded: Recorded, probeType?: string): Refusing | undefined {
  const { call, foreign, status } = recorded;
  if (foreign !== undefined && recorded.isStruck) return beforeAll(recorded, foreign);
  if (call === undefined) return front(recorded);
  if (isShut(call)) {
    const why = `The API ${call.api.apiId} has its own invoke URL switched off (disableExecuteApiEndpoint).`;
    return { phase: "front", type: "DEFAULT_4XX", why };
  }
  const { refusal, answer, integration } = call.trail;
  if (refusal !== undefined) {
    const phase = recorded.stoppedIn ?? "answer";
    return refusedByGateway(call, refusal, phase, probeType);
  }
  if (answer !== undefined && (integration?.status ?? 0) >= 400 && serviceOf(call) !== undefined)
    return byService(call, answer, status);
  return status < 400 ? undefined : byTemplate(recorded, call);
}

/** A fault that was asked for, or a stranger. */
function beforeAll({ request, call }: Recorded, response: WireResponse): Refusing | undefined {
  const { status } = response;
  if (status > 0 && status < 400) return undefined;
  const said = reasonOf(request, response) ?? `status ${status}`;
  if (said.startsWith("This local AWS")) return { phase: "front", type: "HOST", why: said };
  const phase = call === undefined ? "front" : "answer";
  return { phase, type: "FAULT", why: `A fault that was asked for struck this request (--fault): ${said}.` };
}

/** What the front end of API Gateway refuses before it knows the API. */
function front({ request, status, target }: Recorded): Refusing {
  const refusing = (type: string, why: string): Refusing => ({ phase: "front", type, why });
  const { domain } = target;
  if (domain !== undefined && domain.basePath === undefined)
    return refusing(
      "NO_MAPPING",
      `No base path mapping of the domain name ${domain.name} fits the path ${domain.path}.`,
    );
  switch (status) {
    case 413:
      return refusing(
        "REQUEST_TOO_LARGE",
        `The body has ${request.body.length} bytes: API Gateway takes ${largestPayload}.`,
      );
    case 431:
      return refusing(
        "HEADERS_TOO_LARGE",
        "The request line and the headers have more than the 10,240 bytes that API Gateway takes.",
      );
    case 404:
      return refusing(
        "NO_API",
        `There is no REST API ${target.apiId} in this local AWS, which forgets all when it ends.`,
      );
    default:
      return refusing(
        "NO_STAGE",
        `The API ${target.apiId} has no stage ${target.stage === "" ? "in its URL" : target.stage}.`,
      );
  }
}

/** What the service that the endpoint calls has refused. */
export function byService(call: Call, { body, headers }: EndpointAnswer, status: number): Refusing {
  const said = membersOf(body);
  const code = text(said["__type"])?.split("#").at(-1) ?? text(headers["x-amzn-errortype"]) ?? "Error";
  const message = text(said["message"]) ?? text(said["Message"]) ?? code;
  const all = status < 400 ? `, and the endpoint answered ${status} all the same` : "";
  return { phase: "integration", type: code, why: `${serviceOf(call)} refused the call${all}: ${sentence(message)}` };
}

/** An answer that the templates of the route have chosen. */
function byTemplate({ status }: Recorded, call: Call): Refusing {
  const said = membersOf(retrace(call).response?.body ?? "");
  const failed = Number(membersOf(call.trail.answer?.body ?? "")["FailedRecordCount"] ?? 0);
  if (failed > 0) {
    const why = `${serviceOf(call)} refused ${failed === 1 ? "one record" : `${failed} records`} of the batch.`;
    return { phase: "integration", type: "PARTIAL", why };
  }
  const message = text(said["message"]) ?? text(said["errorMessage"]);
  const why = `${routeOf(call)} answers ${status} by itself to such a request${message === undefined ? "." : `: ${sentence(message)}`}`;
  const mock = call.trail.routed?.method.integration.type === "MOCK";
  return { phase: mock ? "template" : "response-template", type: mock ? "MOCK" : "RESPONSE", why };
}

function serviceOf({ trail: { routed }, stageVariables }: Call): string | undefined {
  if (routed === undefined) return undefined;
  const { type, uri } = routed.method.integration;
  if (type === "MOCK") return undefined;
  if (type !== "AWS") return uri ?? type;
  const { service } = endpointOf(routed.method, stageVariables);
  return names[service] ?? service;
}

const names: Readonly<Record<string, string>> = { kinesis: "Kinesis", firehose: "Firehose", s3: "S3", sns: "SNS" };

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** With its full stop. */
function sentence(said: string): string {
  const short = said.length > 500 ? `${said.slice(0, 500)}…` : said;
  return /[.!?…]$/.test(short) ? short : `${short}.`;
}
