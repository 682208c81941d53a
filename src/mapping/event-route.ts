import { calledMethod } from "./called-method.ts";
import { binaryTypes, JSON_TYPES, jsonTypes, textual } from "./content-types.ts";
import { corsIn } from "./cors.ts";
import { withHandshake } from "./handshake/challenge-lines.ts";
import { handshakeOf } from "./handshake/handshake.ts";
import { kinesisIntegration } from "./kinesis-integration.ts";
import { PROBE_TYPE, probeTemplate } from "./request/probe.ts";
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
  const challenge = handshake?.challenge;
  const template = (type: string): string => putRecordTemplate({ ...settings, challenge, binary: !textual(type) });
  const alone = handshake === undefined ? [] : HANDSHAKE_TYPES.filter((type) => !accept.includes(type));
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
        ...Object.fromEntries(alone.map((type) => [type, probeTemplate(streamName)])),
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
