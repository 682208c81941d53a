import { calledMethod } from "./called-method.ts";
import { binaryTypes, JSON_TYPES, jsonTypes, textual } from "./content-types.ts";
import { corsIn } from "./cors.ts";
import { handshakeLine, withHandshake } from "./handshake/challenge-lines.ts";
import { handshakeOf, type Handshake } from "./handshake/handshake.ts";
import { kinesisIntegration } from "./kinesis-integration.ts";
import { PROBE, PROBE_TYPE, probeTemplate } from "./request/probe.ts";
import { putRecordTemplate } from "./request/put-record-template.ts";
import { responseMappings } from "./response/response-mappings.ts";
import type { RouteSettings, Surroundings } from "./route-settings.ts";
import type { WantedRoute } from "./route.ts";

/** Microsoft Graph POSTs its challenge as text/plain: that type is let in, for handshakes alone where events are not to have it. */
const HANDSHAKE_TYPES = ["text/plain"];

/** POST of one event: its body becomes one record. */
export function eventRoute(settings: RouteSettings, around: Surroundings): WantedRoute {
  const { path, accept = JSON_TYPES, respond, status, streamName } = settings;
  const { schema } = around;
  const handshake = handshakeOf(settings, around.secrets);
  const { challenge, token } = handshake ?? {};
  const made = { ...settings, challenge, hiddenQuery: token?.name };
  const template = (type: string): string => putRecordTemplate({ ...made, binary: !textual(type) });
  const alone = HANDSHAKE_TYPES.filter((type) => handshake !== undefined && !accept.includes(type));
  return {
    kind: "put",
    path,
    httpMethod: "POST",
    method: {
      ...calledMethod("put", settings),
      validatorId: schema?.validatorId,
      models: schema && Object.fromEntries(jsonTypes(accept).map((type) => [type, schema.model])),
    },
    integration: kinesisIntegration("PutRecord", around, {
      request: {
        ...Object.fromEntries(accept.map((type) => [type, template(type)])),
        ...(handshake && Object.fromEntries(alone.map((type) => [type, handshakesOnly(streamName, handshake)]))),
        [PROBE_TYPE]: probeTemplate(streamName),
      },
      responses: withHandshake(
        responseMappings(respond, { status, cors: corsIn(settings), largest: settings.maxRecordSize }),
        handshake,
        alone,
      ),
      binary: binaryTypes(accept).length > 0,
    }),
  };
}

/** For handshakes and nothing else: what is none is a probe, and so no record. */
function handshakesOnly(streamName: string, { challenge }: Handshake): string {
  return `#set($key = '${PROBE.value}')${handshakeLine(challenge, { query: false })}${probeTemplate(streamName, "$key")}`;
}
