import { calledMethod } from "./called-method.ts";
import { binaryTypes, JSON_TYPES, jsonTypes, textual } from "./content-types.ts";
import { corsIn } from "./cors.ts";
import { kinesisIntegration } from "./kinesis-integration.ts";
import { PROBE_TYPE, probeTemplate } from "./request/probe.ts";
import { putRecordTemplate } from "./request/put-record-template.ts";
import { responseMappings } from "./response/response-mappings.ts";
import type { RouteSettings, Surroundings } from "./route-settings.ts";
import type { WantedRoute } from "./route.ts";

/** POST of one event: its body becomes one record. */
export function eventRoute(settings: RouteSettings, around: Surroundings): WantedRoute {
  const { path, accept = JSON_TYPES, respond, status, streamName } = settings;
  const { schema } = around;
  const template = (type: string): string => putRecordTemplate({ ...settings, binary: !textual(type) });
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
        [PROBE_TYPE]: probeTemplate(streamName),
      },
      responses: responseMappings(respond, { status, cors: corsIn(settings), largest: settings.maxRecordSize }),
      binary: binaryTypes(accept).length > 0,
    }),
  };
}
