import { calledMethod, openMethod } from "./called-method.ts";
import { corsIn, responseParameters } from "./cors.ts";
import {
  CHALLENGE_HEADERS,
  challengeOperand,
  FORBIDDEN,
  provenLine,
  withHandshake,
} from "./handshake/challenge-lines.ts";
import { handshakeOf, type Handshake } from "./handshake/handshake.ts";
import { kinesisIntegration } from "./kinesis-integration.ts";
import { BODILESS_TYPES, mockAnswer, mockIntegration } from "./mock/mock-integration.ts";
import { MOST_PARAMETERS, putRecordTemplate } from "./request/put-record-template.ts";
import { responseMappings } from "./response/response-mappings.ts";
import type { RouteSettings, Surroundings } from "./route-settings.ts";
import type { RouteIntegration, WantedRoute } from "./route.ts";

/** What a GET without an event reads. */
const NO_EVENT = `Send the event as the query: 1 to ${MOST_PARAMETERS} parameters.`;

/** Where GET is to be: "" for nowhere, undefined where nothing is said about it. */
export function getPath({ path, getEvents, handshake }: Pick<RouteSettings, "path" | "getEvents" | "handshake">) {
  if (getEvents === true || handshake) return path;
  return getEvents === undefined && handshake === undefined ? undefined : "";
}

/** GET on the path of the events: its query becomes a record, its challenge is answered, or both. undefined for neither. */
export function getRoute(settings: RouteSettings, around: Surroundings): WantedRoute | undefined {
  const handshake = handshakeOf(settings, around.secrets);
  const at = { kind: "get", path: settings.path, httpMethod: "GET" } as const;
  if (settings.getEvents === true)
    return { ...at, method: calledMethod("get", settings), integration: events(settings, around, handshake) };
  if (handshake === undefined) return undefined;
  const method = openMethod("get", settings, { "200": Object.keys(CHALLENGE_HEADERS), "403": [] });
  return { ...at, method, integration: challenges(handshake) };
}

function events(settings: RouteSettings, around: Surroundings, handshake: Handshake | undefined): RouteIntegration {
  const template = putRecordTemplate({
    ...settings,
    query: true,
    challenge: handshake?.challenge,
    hiddenQuery: handshake?.token?.name,
  });
  const { respond, status } = settings;
  const responses = responseMappings(respond, { status, cors: corsIn(settings), refused: NO_EVENT });
  return kinesisIntegration("PutRecord", around, {
    request: Object.fromEntries(BODILESS_TYPES.map((type) => [type, template])),
    responses: withHandshake(responses, handshake),
    binary: false,
  });
}

/** The answer to the challenge alone; without one, what API Gateway answers where there is no GET. */
function challenges(handshake: Handshake): RouteIntegration {
  const challenge = challengeOperand(handshake.challenge);
  const template = `${provenLine(handshake)}#if(${challenge} != "" && $proven){"statusCode": 200}#else{"statusCode": 403}#end`;
  const missing = `{"message":"Missing Authentication Token"}`;
  return mockIntegration(template, BODILESS_TYPES, {
    "200": mockAnswer("200", `#set($challenge = ${challenge})$challenge`, responseParameters(CHALLENGE_HEADERS)),
    "403": mockAnswer("", `#if(${challenge} == "")${missing}#else${FORBIDDEN}#end`),
  });
}
